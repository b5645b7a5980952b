-- Which of the listed entities each member has: their places in the list, from 0.
SELECT cand.c, cand.a, list(given_listed.place ORDER BY given_listed.place) AS places
FROM given_listed JOIN lnk USING (e) JOIN cand ON cand.c = given_listed.c AND cand.a = lnk.a GROUP BY cand.c, cand.a ORDER BY cand.c, cand.a;
