"""Pictures of a map: what is embedded, what is refused and how it is said, and that nothing else is read."""

from __future__ import annotations

import base64
import io
import os
import struct
import zlib
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.errors import PictureError
from journeykit.render import images, shrink
from journeykit.render.headers import size_of, type_of
from journeykit.render.images import embed, pictures


def png(width: int = 4, height: int = 3) -> bytes:
    """A picture of one colour, written by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x22\x66\xaa" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def content(address: str) -> bytes:
    return base64.b64decode(address.partition(",")[2])


def refused(name: str, folder: Path | None) -> str:
    with pytest.raises(PictureError) as caught:
        embed(name, folder)
    return str(caught.value)


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "map"
    (inside / "photos").mkdir(parents=True)
    (inside / "photos" / "anna.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    return inside


def test_a_picture_beside_the_map_is_embedded_whole(folder):
    for name in ("photos/anna.png", "./photos/anna.png", "photos\\anna.png"):
        address = embed(name, folder)
        assert address.startswith("data:image/png;base64,")
        assert content(address) == png()


def test_a_data_address_passes_the_same_checks(folder):
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    assert embed(address, folder) == embed(address) == address
    mislabelled = address.replace("image/png", "image/jpeg")
    assert embed(mislabelled) == address  # what it is, its content says
    script = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').decode()
    assert "SVG, which can carry script" in refused(f"data:image/svg+xml;base64,{script}", None)
    assert "SVG, which can carry script" in refused(f"data:image/png;base64,{script}", None)
    assert "base64" in refused("data:image/png;base64,???", None)
    assert "is no picture" in refused("data:text/html;base64,AAAA", None)
    assert "is no picture" in refused("data:image/png,AAAA", None)


def test_without_a_folder_no_file_is_read(folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was opened"))
    assert embed("photos/anna.png") is None
    assert embed("/etc/passwd") is None


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png",
        "photos/../../secret.png",
        "..\\secret.png",
        "/etc/passwd",
        "\\\\host\\share\\a.png",
        "C:\\a.png",
        "C:a.png",
        "a\0.png",
    ],
)
def test_nothing_outside_the_folder_is_read(folder, name):
    assert "leads out of the map's folder" in refused(name, folder)


@pytest.mark.parametrize("name", ["http://a.example/a.png", "file:///etc/passwd", "ftp:a.png", "HTTPS://a/b.png"])
def test_nothing_is_fetched(folder, name):
    assert "a drawing fetches nothing" in refused(name, folder)


def test_links_are_followed_inside_only(folder):
    try:
        (folder / "out.png").symlink_to(folder.parent / "secret.png")
        (folder / "in.png").symlink_to(folder / "photos" / "anna.png")
        (folder / "away").symlink_to(folder.parent, target_is_directory=True)
        (folder / "ring.png").symlink_to(folder / "ring.png")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert content(embed("in.png", folder)) == png()
    assert "is a link out of the map's folder" in refused("out.png", folder)
    assert "is a link out of the map's folder" in refused("away/secret.png", folder)
    assert "cannot be read" in refused("ring.png", folder)


def test_what_is_no_file_is_not_opened(folder):
    assert "is no file" in refused("photos", folder)
    assert "is no file" in refused("", folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.png")  # opening it would wait for ever
        assert "is no file" in refused("pipe.png", folder)


def test_a_missing_picture_is_told_with_the_near_name(folder):
    assert refused("photos/ana.png", folder).endswith("there is no 'photos/ana.png': did you mean 'photos/anna.png'?")
    assert "put it beside the map, or leave it out" in refused("zzz.jpg", folder)
    assert "there is no 'a.png'" in refused("a.png", folder / "absent")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no PNG, JPEG, GIF or WebP"),
        (b"%PDF-1.7", "is no PNG, JPEG, GIF or WebP"),
        (b"<?xml version='1.0'?><SVG/>", "is SVG, which can carry script: export it as PNG"),
        (b"\x89PNG\r\n\x1a\n", "is damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "is damaged"),
        (png(0, 5), "is damaged"),
        (b"GIF89a\0", "is damaged"),
        (b"RIFF\0\0\0\0WEBPVP8X", "is damaged"),
        (png(1, 1)[:16] + struct.pack(">II", 10_000, 6_000) + png(1, 1)[24:], "has 10000 by 6000 pixels"),
        (png() + bytes(images.MOST_BYTES), "has more than 2 MB"),
    ],
)
def test_what_is_no_bearable_picture_is_refused(folder, data, said):
    (folder / "a.png").write_bytes(data)
    assert said in refused("a.png", folder)


def made(kind: str, size: tuple[int, int] = (7, 5), **more) -> bytes:
    image = pytest.importorskip("PIL.Image")
    stream = io.BytesIO()
    image.new("RGB", size, "#2266aa").save(stream, kind, **more)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "media", "more"),
    [
        ("PNG", "image/png", {}),
        ("GIF", "image/gif", {}),
        ("JPEG", "image/jpeg", {}),
        ("JPEG", "image/jpeg", {"progressive": True, "comment": b"x" * 5000}),
        ("WEBP", "image/webp", {}),
        ("WEBP", "image/webp", {"lossless": True}),
        ("WEBP", "image/webp", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}),
    ],
)
def test_the_header_says_type_and_size(kind, media, more):
    data = made(kind, **more)
    assert type_of(data) == media
    assert size_of(data) == (7, 5)
    for end in range(0, len(data), 7):  # cut off anywhere: no exception
        assert size_of(data[:end]) in (None, (7, 5))


def test_a_large_picture_is_made_smaller(folder):
    image = pytest.importorskip("PIL.Image")
    (folder / "big.png").write_bytes(made("PNG", (2000, 1000)))
    address = embed("big.png", folder)
    assert address.startswith("data:image/jpeg;base64,")
    assert size_of(content(address)) == (640, 320)
    assert embed("big.png", folder) == address
    clear = io.BytesIO()
    image.new("RGBA", (700, 700), (1, 2, 3, 0)).save(clear, "PNG")
    (folder / "clear.png").write_bytes(clear.getvalue())
    assert embed("clear.png", folder).startswith("data:image/png;base64,")


def test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken(folder):
    image = pytest.importorskip("PIL.Image")
    notes = image.Exif()
    notes[0x0112] = 6  # turn by 90 degrees
    notes[0x010E] = "taken at 52.5200 N"
    (folder / "photo.jpg").write_bytes(made("JPEG", (60, 40), exif=notes))
    data = content(embed("photo.jpg", folder))
    assert size_of(data) == (40, 60)
    assert b"52.5200" not in data


def test_without_pillow_a_picture_stays_as_it_is(folder, monkeypatch):
    (folder / "big.png").write_bytes(png(900, 2))
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    assert content(embed("big.png", folder)) == png(900, 2)


def test_a_picture_that_pillow_cannot_read_stays_as_it_is():
    pytest.importorskip("PIL")
    broken = png(900, 900)[:60]
    assert shrink.shrink(broken, "image/png") == ("image/png", broken)


def a_map(*names: str) -> jk.JourneyMap:
    return jk.JourneyMap(
        personas=[jk.Persona("anna", image=names[0]), jk.Persona("ben")],
        stages=[
            jk.Stage("a", ["x"]),
            jk.Stage("b", ["y", *(jk.Touchpoint(f"s{n}", image=name) for n, name in enumerate(names[1:]))]),
        ],
    )


def test_a_whole_map_by_place(folder):
    found = pictures(a_map("photos/anna.png", "photos/anna.png", "photos/anna.png"), folder)
    assert sorted(found) == ["personas[0].image", "stages[1].steps[1].image", "stages[1].steps[2].image"]
    assert len(set(found.values())) == 1
    assert pictures(a_map("photos/anna.png", "b.png")) == {}


def test_all_faults_of_a_map_at_once(folder):
    with pytest.raises(PictureError) as caught:
        pictures(a_map("photos/ana.png", "../secret.png", "photos/anna.png", "http://a.example/x.png"), folder)
    assert [fault.place for fault in caught.value.faults] == [
        "personas[0].image",
        "stages[1].steps[1].image",
        "stages[1].steps[3].image",
    ]
    assert str(caught.value).startswith("3 pictures cannot be shown\npersonas[0].image: there is no 'photos/ana.png'")
    assert [fault.code for fault in caught.value.faults] == [
        "picture_missing",
        "picture_elsewhere",
        "picture_elsewhere",
    ]


def test_all_pictures_together_have_a_limit(folder, monkeypatch):
    monkeypatch.setattr(images, "MOST_IN_ALL", len(png()) * 2 + 5)
    assert len(pictures(a_map("photos/anna.png", "photos/anna.png"), folder)) == 2
    with pytest.raises(PictureError) as caught:
        pictures(a_map(*["photos/anna.png"] * 5), folder)
    assert [fault.place for fault in caught.value.faults] == ["stages[1].steps[2].image"]
