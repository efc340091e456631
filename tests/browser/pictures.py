"""The pictures of ``docs/images``, made from the sample: ``python -m tests.browser.pictures`` (Chromium; Noto fonts look best).

Each is written with a palette of its own 256 commonest colours, so that it stays small.
"""

from __future__ import annotations

import base64
import shutil
import struct
import tempfile
import zlib
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

from khabar.front import build
from khabar.sample import reports_folder
from khabar.web.desk import Desk
from tests.browser.watched import Watched, browsing, entered
from tests.web.running import serving
from tests.web.walk import RECORDS

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = (1280, 860)
INCIDENT = (
    "SELECT incident_id FROM incidents WHERE label LIKE '%Nasiriyah%' ORDER BY n_claims DESC, incident_id LIMIT 1"
)
CLAIM = (
    "SELECT claim_id FROM shown WHERE outlet = 'Two Rivers Wire' AND trigger = 'killed' AND len(chain) > 1 "
    "ORDER BY n LIMIT 1"
)
REPORT = f"SELECT report_id FROM claims WHERE claim_id = ({CLAIM})"
PICTURES = {
    "overview": ("/", "light"),
    "reader": ("/reports/{report}?claim={claim}", "light"),
    "claims": ("/claims?event=ASSAULT", "dark"),
    "incident": ("/incidents/{incident}", "light"),
    "disagreements": ("/disagreements", "light"),
    "network": ("/actors?as=network", "dark"),
    "map": ("/map", "light"),
    "review": ("/review?kind=link", "light"),
}
PIXELS = """async data => {
  const image = new Image()
  image.src = 'data:image/png;base64,' + data
  await image.decode()
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
  canvas.drawImage(image, 0, 0)
  const { data: bytes } = canvas.getImageData(0, 0, image.width, image.height)
  let text = ''
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768))
  return btoa(text)
}"""


def main() -> None:
    """Read the sample, serve it, and take every picture anew."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browsing(str(shutil.which("chromium"))) as browser:
        case = Path(folder) / "sample"
        build([reports_folder()], case)
        names = _names(case)
        with serving(case) as server:
            painter = browser.new_page()
            for name, (path, theme) in PICTURES.items():
                context = entered(browser, server, SIZE[0], theme)
                watched = Watched(context, server)
                watched.page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
                watched.open(path.format(**names))
                watched.page.wait_for_load_state("networkidle")
                (IMAGES / f"{name}.png").write_bytes(small(watched.page.screenshot(), painter))
                context.close()


def _names(case: Path) -> dict[str, str]:
    desk = Desk(case, "reviewer")
    found = {"report": REPORT, "claim": CLAIM, "incident": INCIDENT, **RECORDS}
    names = {name: desk.database.value(sql) for name, sql in found.items()}
    desk.close()
    return names


def small(png: bytes, painter: Page) -> bytes:
    """The same picture with a palette."""
    raw = base64.b64decode(painter.evaluate(PIXELS, base64.b64encode(png).decode()))
    width, height = struct.unpack(">II", png[16:24])
    colours = np.frombuffer(raw, np.uint8).reshape(height, width, 4)[:, :, :3]
    packed = colours.astype(np.int64) @ np.array([65536, 256, 1])
    kinds, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    palette = kinds[np.argsort(-counts, kind="stable")[:256]]
    rgb, chosen = (np.stack([one >> 16, one >> 8 & 255, one & 255], axis=1) for one in (kinds, palette))
    nearest = np.array([np.argmin(((chosen - one) ** 2).sum(axis=1)) for one in rgb], np.uint8)
    rows = np.hstack([np.zeros((height, 1), np.uint8), nearest[place].reshape(height, width)])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", chosen.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return png[:8] + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
