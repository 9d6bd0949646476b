"""Any byte of any derived file: noticed, said, and made again, with the same answers as before."""

import hashlib
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import faiss
import numpy as np
import pytest
from conftest import WordEncoder, delete_folder, make_article

from corpus.spans import Span
from index import stamps
from index.derived.bases import BaseFacts, open_base
from index.derived.vectors import VectorIndex
from index.derived.watch import Watch
from index.derived.word_state import read_state, write_state
from index.derived.words import WordIndex
from index.memory import Memory
from index.records import Settings
from index.seals import DamagedIndexError, check_seals, damage_told, seal
from index.truth.store import Store

QUESTIONS = ("judge trial", "quay k3", "rain lower town", "mayor resigned")
SEED = 11
FLIPS = 200  # at random bytes, beside those at chosen places of each file

Damage = Callable[[bytes], bytes | None]  # a file's content as it becomes; None for no file


def _flipped(content: bytes, at: int, bit: int = 0) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


DAMAGES: dict[str, Damage] = {
    "first byte": lambda content: _flipped(content, 0),
    "sixth byte": lambda content: _flipped(content, min(5, len(content) - 1), 7),
    "middle": lambda content: _flipped(content, len(content) // 2, 3),
    "last byte": lambda content: _flipped(content, len(content) - 1),
    "cut short": lambda content: content[:-1],
    "half": lambda content: content[: len(content) // 2],
    "longer": lambda content: content + b"\0",
    "empty": lambda content: b"",
    "gone": lambda content: None,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library with two bases, one of them in lists, and words of which some are gone."""
    folder = tmp_path_factory.mktemp("made") / "library"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.derived.vectors._TAIL_MIN", 2)
        patch.setattr("index.derived.bases._EXACT_ROWS", 30)
        patch.setattr("index.derived.bases._TRIALS", 8)
        memory = Memory.create(folder, Settings("words", "words-64", 64, 40, 10))
        texts = ["A judge adjourned the trial.", "Rain flooded the lower town.", "The mayor went."]
        with memory.writing() as store:
            for at, text in enumerate([*texts, *(f"The quay k{at} is shut." for at in range(40))]):
                _put(store, f"n{at}", text)
        with memory.writing() as store:
            store.remove(make_article("n1", "").id)
            for at in range(3):
                _put(store, f"late{at}", f"Rain fell on quay l{at}.")
        memory.close()
    return folder


def _put(store: Store, name: str, text: str) -> None:
    digest = hashlib.sha256(text.encode()).digest()[:16]
    store.put_vectors([digest], WordEncoder().encode([text], "passage"))
    store.put(make_article(name, text), (Span(0, len(text)),), [digest])


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that library, whose digests are in a cache of its own, and kept at once."""
    monkeypatch.setattr(stamps, "digest_cache", lambda: tmp_path / "cache" / "digests.json")
    monkeypatch.setattr(stamps, "_SETTLED_S", 0.0)
    return Path(shutil.copytree(made, tmp_path / "library"))


def _derived(folder: Path) -> list[Path]:
    """Every file of the derived indexes that is ever read."""
    files = [file for part in ("vectors", "words") for file in sorted((folder / part).rglob("*"))]
    return [file for file in files if file.is_file() and file.suffix != ".lock"]


def _open_all(folder: Path) -> None:
    VectorIndex(folder / "vectors", "words-64", 64).open()
    WordIndex(folder / "words").open()


def _answers(memory: Memory) -> list[object]:
    """What is found, and how near it is."""
    memory.follow()
    answers: list[object] = []
    for question in QUESTIONS:
        vector = WordEncoder().encode([question], "question")[0]
        found = memory.candidates(question, vector, None, 99)
        answers.append(sorted((item.passage, round(item.cosine, 3)) for item in found))
        answers.append(sorted(memory.with_phrases([question], 5)))
    return answers


def _apply(file: Path, damage: Damage) -> None:
    content = damage(file.read_bytes())
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)


def test_every_kind_of_file_is_among_them(folder: Path) -> None:
    kinds = {file.name if "base" in file.parent.name else file.suffix for file in _derived(folder)}
    assert kinds == {
        ".json", ".del", ".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term",
        "ids.npy", "near.faiss", "vectors.faiss",
    }  # fmt: skip
    assert len(list((folder / "vectors").glob("base-*"))) == 2


def _kinds(folder: Path) -> list[Path]:
    """One file of each kind."""
    return list(
        {
            file.name if file.suffix in {".json", ".faiss"} else file.suffix: file
            for file in _derived(folder)
        }.values()
    )


@pytest.mark.parametrize("whole", [False, True])
def test_damage_is_noticed(folder: Path, whole: bool) -> None:
    _open_all(folder)  # so that each file has been found sound once
    unnoticed = []
    for file in _derived(folder):
        content = file.read_bytes()
        for name, damage in DAMAGES.items():
            _apply(file, damage)
            try:
                VectorIndex(folder / "vectors", "words-64", 64).open(whole=whole)
                WordIndex(folder / "words").open(whole=whole)
            except DamagedIndexError:
                pass
            else:
                unnoticed.append(f"{file.relative_to(folder)}: {name}")
            file.write_bytes(content)
    # A library without any current.json may be one that never needed a base; see below.
    assert unnoticed == ["vectors/current.json: gone"]


def test_a_bit_flipped_anywhere_is_noticed(folder: Path) -> None:
    chance = random.Random(SEED)
    files = _derived(folder)
    sizes = [file.stat().st_size for file in files]
    for _ in range(FLIPS):
        (file,) = chance.choices(files, sizes)
        content, at = file.read_bytes(), chance.randrange(file.stat().st_size)
        file.write_bytes(_flipped(content, at, chance.randrange(8)))
        with pytest.raises(DamagedIndexError):
            _open_all(folder)
            pytest.fail(f"byte {at} of {file.relative_to(folder)} is another")
        file.write_bytes(content)
    _open_all(folder)


def test_damage_is_said_and_mended(
    made: Path, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory.open(folder)
    truth = _answers(memory)
    assert "made again" not in caplog.text
    memory.close()
    chance = random.Random(SEED)
    # One of each: all of them are noticed, see above, and making again takes a while.
    for at, file in enumerate(_kinds(folder)):
        caplog.clear()
        name = "gone" if file.name == "current.json" else chance.choice(sorted(DAMAGES))
        damaged = Path(shutil.copytree(folder, tmp_path / f"damaged-{at}"))
        _apply(damaged / file.relative_to(folder), DAMAGES[name])
        memory = Memory.open(damaged)
        what = f"{file.relative_to(folder)}: {name}"
        part = file.relative_to(folder).parts[0]
        assert f"The index of {part} is made again" in caplog.text, what
        assert _answers(memory) == truth, what
        assert memory.faults() == [], what
        memory.close()
        _open_all(damaged)


def test_damage_under_an_open_reader_is_said_and_mended(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for at, file in enumerate(_kinds(folder)):
        name = sorted(DAMAGES)[at % len(DAMAGES)]
        here = Path(shutil.copytree(folder, tmp_path / f"damaged-{at}"))
        memory = Memory.open(here)
        truth = _answers(memory)
        assert "made again" not in caplog.text
        damaged = here / file.relative_to(folder)
        # A file cut short in place, while it is mapped, would end the process: SIGBUS.
        if (content := DAMAGES[name](damaged.read_bytes())) is None:
            damaged.unlink()
        elif len(content) == damaged.stat().st_size:
            damaged.write_bytes(content)
        else:
            (tmp_path / "new").write_bytes(content)
            (tmp_path / "new").replace(damaged)
        what = f"{file.relative_to(folder)}: {name}"
        assert _answers(memory) == truth, what
        assert "made again" in caplog.text, what
        assert memory.faults() == [], what
        memory.close()
        caplog.clear()


@pytest.mark.parametrize("part", ["vectors", "words"])
@pytest.mark.parametrize("is_open", [False, True], ids=["before it is opened", "while it is open"])
def test_an_index_that_is_gone_is_said_and_mended(
    folder: Path, part: str, is_open: bool, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory.open(folder)
    truth = _answers(memory)
    if not is_open:
        memory.close()
    delete_folder(folder / part)
    if not is_open:
        memory = Memory.open(folder)
    assert _answers(memory) == truth
    (said,) = [line for line in caplog.messages if "made again" in line]
    assert said.startswith(f"The index of {part} is ")
    assert "missing" in said
    assert memory.faults() == []
    assert list((folder / part).iterdir())
    memory.close()


def test_a_large_library_without_bases_has_lost_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory.open(folder)
    truth = _answers(memory)
    with memory.writing() as store:  # as in a library that was made before this was noted
        store._run("DELETE FROM meta WHERE key = 'has bases'")
    memory.close()
    delete_folder(folder / "vectors")
    monkeypatch.setattr("index.derived.vectors._TAIL_MIN", 2)
    memory = Memory.open(folder)
    assert _answers(memory) == truth
    assert "vectors is missing" in caplog.text
    memory.close()


@pytest.mark.parametrize("suffix", [".term", ".pos", ".fast"])
def test_what_another_process_wrote_is_checked_before_it_is_searched(
    folder: Path, suffix: str, caplog: pytest.LogCaptureFixture
) -> None:
    memory, reader = Memory.open(folder), Memory.open(folder)
    _answers(reader)
    before = set(_derived(folder))
    with memory.writing() as store:
        _put(store, "mill", "The judge saw the mill on quay k3.")
    truth = _answers(memory)
    new = [file for file in set(_derived(folder)) - before if file.suffix == suffix]
    _apply(new[0], DAMAGES["middle"])
    assert _answers(reader) == truth
    assert "The index of words is made again" in caplog.text
    memory.close()
    reader.close()


@pytest.mark.parametrize(
    ("part", "suffix", "where"),
    [("vectors", ".faiss", "last byte"), ("words", ".fieldnorm", "first byte")],
)
def test_bits_that_a_disk_lost_by_itself_are_found_by_the_full_check(
    folder: Path,
    part: str,
    suffix: str,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(stamps, "_stamp", lambda file: [0])  # nothing ever looks touched
    memory = Memory.open(folder)
    truth = _answers(memory)
    memory.close()
    files = [file for file in _derived(folder) if file.suffix == suffix]
    _apply(files[0], DAMAGES[where])
    memory = Memory.open(folder)
    assert "made again" not in caplog.text
    (fault,) = memory.faults()
    assert fault.startswith(f"{part}: ")
    assert fault.endswith("its checksum is not the one noted; made again")
    assert memory.faults() == []
    assert _answers(memory) == truth
    memory.close()


def test_optimised_bytecode_checks_as_much(folder: Path) -> None:
    script = """
import sys
from pathlib import Path
from index import stamps
from index.seals import DamagedIndexError
from index.derived.vectors import VectorIndex
from index.derived.words import WordIndex
stamps._keep = lambda known: None
assert False, "this is to run without assertions"
for name in sys.argv[2:]:
    file = Path(sys.argv[1]) / name
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        VectorIndex(Path(sys.argv[1]) / "vectors", "words-64", 64).open()
        WordIndex(Path(sys.argv[1]) / "words").open()
    except DamagedIndexError:
        print(name)
    file.write_bytes(content)
"""
    names = [file.relative_to(folder).as_posix() for file in _derived(folder)]
    ended = subprocess.run(
        [sys.executable, "-O", "-c", script, folder, *names],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert ended.stdout.splitlines() == names


def test_a_file_of_faiss_promises_no_more_than_it_holds(folder: Path) -> None:
    base = next((folder / "vectors").glob("base-*"))
    file = base / "vectors.faiss"
    facts = BaseFacts(base.name, len(np.load(base / "ids.npy")), 0, {}, 0, 1.0)
    open_base(base, facts, 64, whole=False)
    assert faiss.get_deserialization_vector_byte_limit() == file.stat().st_size
    file.write_bytes(file.read_bytes().replace(_length(facts), b"\xff" * 7 + b"\0"))
    with pytest.raises(DamagedIndexError, match="cannot be read"):
        open_base(base, facts, 64, whole=False)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a file's size are a thing of Unix")
def test_a_small_base_that_finds_no_room_is_not_pointed_to(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    memory = Memory.open(folder)
    truth = _answers(memory)
    before = (folder / "vectors" / "current.json").read_bytes()
    rows = np.stack([WordEncoder().encode([f"k{at}"], "passage")[0] for at in range(20)])
    whole = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, whole[1]))  # in what FAISS still has in hand
    try:
        with pytest.raises(OSError, match="not written whole, as on a full disk"):
            memory._vectors._switch([], [(np.arange(20), rows)], (20, 0, 0))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, whole)
    assert (folder / "vectors" / "current.json").read_bytes() == before
    assert len(list((folder / "vectors").glob("base-*"))) == 2
    assert _answers(memory) == truth
    assert "made again" not in caplog.text
    memory.close()


def test_a_base_is_never_written_to_while_others_search(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.derived.vectors._TAIL_MIN", 2)
    memory, reader = Memory.open(folder), Memory.open(folder)
    held = reader._vectors._view
    question = WordEncoder().encode(["rain quay"], "question")[0]
    found = [base.search(question, 5, None)[0].tolist() for base in held.bases]
    files = {file for file in _derived(folder) if file.suffix == ".faiss"}
    watch = Watch(files)
    for at in range(12):
        with memory.writing() as store:
            _put(store, f"new{at}", f"Rain fell on quay n{at}.")
        assert not [file for file in watch.touched() if file.exists()]
    assert not all(file.exists() for file in files), "no base was joined with others"
    assert [base.search(question, 5, None)[0].tolist() for base in held.bases] == found
    assert [base.exact.ntotal for base in held.bases] == [len(base.ids) for base in held.bases]
    memory.close()
    reader.close()


def _length(facts: BaseFacts) -> bytes:
    """How FAISS writes how many bytes the codes of a base have."""
    return (facts.count * 64 * 2).to_bytes(8, "little")


def test_a_panic_of_tantivy_is_damage() -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(DamagedIndexError, match="cannot be read: a panic"), damage_told("words"):
        raise panic("a panic")
    with pytest.raises(KeyboardInterrupt), damage_told("words", ValueError):
        raise KeyboardInterrupt


def test_words_that_another_is_about_to_make_are_not_missing(
    tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory.create(tmp_path / "library", settings)
    reader = Memory.open(memory.folder)
    told = threading.Event()

    def look() -> None:
        reader.follow()
        told.set()

    with memory._locked():
        with memory.store.transaction():
            _put(memory.store, "quay", "The quay is shut.")
        threading.Thread(target=look).start()
        assert told.wait(20)
    memory.close()
    assert "missing" not in caplog.text
    reader.follow()  # nobody made it after all
    assert "The index of words is missing; it is made again." in caplog.text
    assert reader.faults() == []
    reader.close()


def test_a_first_base_that_another_is_writing_is_no_damage(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory.open(folder)
    with memory._locked():
        (folder / "vectors" / "current.json").unlink()
        Memory.open(folder).close()
        assert "made again" not in caplog.text
    memory.close()
    Memory.open(folder).close()
    assert "The index of vectors is made again" in caplog.text


def test_while_words_are_written_files_may_go_but_not_change(folder: Path) -> None:
    words = WordIndex(folder / "words")
    state = read_state(folder / "words")
    seals = {**state.seals, "merged.term": 1}  # a file that was merged into another, and is gone
    write_state(folder / "words", replace(state, writing=True, seals=seals))
    segment = next((folder / "words").glob("*.term"))
    content = segment.read_bytes()
    (folder / "words" / "meta.json").write_bytes(
        (folder / "words" / "meta.json").read_bytes() + b"\n"
    )
    words.open()
    damaged = segment.with_name("damaged")
    damaged.write_bytes(_flipped(content, len(content) // 2))
    damaged.replace(segment)  # in place, the open index would find its map without a file: SIGBUS
    with pytest.raises(DamagedIndexError, match="checksum"):
        words.open()


def test_seals_name_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"quay")
    seals = seal(tmp_path, [tmp_path / "one"])
    check_seals(tmp_path, seals, whole=True)
    (tmp_path / "one").unlink()
    check_seals(tmp_path, seals, whole=True, may_go=True)
    with pytest.raises(DamagedIndexError, match="one is missing"):
        check_seals(tmp_path, seals, whole=True)
