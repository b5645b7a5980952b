-- Rows of a text file, with their lines.
CREATE OR REPLACE TEMP TABLE input_rows AS SELECT * FROM incoming;
