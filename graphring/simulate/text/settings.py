"""What the `[text]` table of a scenario may say."""

from __future__ import annotations

from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graphring.simulate.text.language import language_codes

# A guess: English leads on services of this kind; the rest is spread over scripts rather than counted.
_LANGUAGES: Final = {"en": 0.5, "de": 0.08, "pt": 0.08, "ru": 0.08, "zh": 0.1, "ja": 0.06, "hi": 0.06, "ar": 0.04}


class Text(BaseModel):
    """How prompts are worded; a scenario without this table has template ids and no text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    languages: dict[str, float] = Field(
        default=_LANGUAGES, min_length=1, description="share of templates in each language, relative"
    )
    sentences: int = Field(
        default=6, ge=1, le=60, description="sentences of a template, at most; at least half of them"
    )
    slots: int = Field(default=2, ge=0, le=20, description="places in a template that each item fills anew")
    paraphrase: float = Field(
        default=0.0, ge=0, le=1, description="share of a template's words that are others each time it is sent"
    )
    variants: float = Field(
        default=0.25, ge=0, le=1, description="share of words in which templates of one family differ from its text"
    )
    boilerplate: float = Field(
        default=0.4, ge=0, le=1, description="share of accounts on bare clients whose prompts follow a harness's own"
    )
    template_ids: bool = Field(default=False, description="the log has template ids beside the text")

    @model_validator(mode="after")
    def _known(self) -> Self:
        unknown = sorted(set(self.languages) - set(language_codes()))
        if unknown:
            raise ValueError(f"no words for {', '.join(unknown)}; there are: {', '.join(language_codes())}")
        if min(self.languages.values()) < 0 or not sum(self.languages.values()):
            raise ValueError("shares of languages are 0 or more, and not all 0")
        return self
