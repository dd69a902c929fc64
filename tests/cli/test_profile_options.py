"""A profile on the command line: kept once, applied next time."""

from __future__ import annotations

from pathlib import Path

from revops.profile_file import profile_to_toml

PIPELINE = "Deal ID,Stage,Price,Opened\nD1,Signed,5,03/04/2025\nD2,Lost,7,02/03/2025\n"
ANSWERS = ("--stage", "Signed=won", "--day-first", "yes", "--currency", "EUR")


def learn(run, folder: Path) -> Path:
    may, profile = folder / "may.csv", folder / "profile.toml"
    may.write_text(PIPELINE, encoding="utf-8")
    assert run("read", may, *ANSWERS, "--save-profile", profile).code == 0
    return profile


def test_file_of_next_week_passes_strict_with_the_profile(run, tmp_path: Path):
    profile, june = learn(run, tmp_path), tmp_path / "june.csv"
    june.write_text(PIPELINE.replace("D1", "D9"), encoding="utf-8")
    assert run("read", june, "--strict").code == 3
    done = run("read", june, "--strict", "--profile", profile)
    assert done.code == 0
    assert "headers as last time" in done.out


def test_profile_that_is_none_says_what_to_choose(run, tmp_path: Path, pipeline: Path):
    (tmp_path / "bad.toml").write_text("", encoding="utf-8")
    done = run("assess", pipeline, "--profile", tmp_path / "bad.toml")
    assert (done.code, done.err.strip()) == (
        1,
        "bad.toml, file: it is no profile; choose the revops-profile.toml that was saved here.",
    )


def test_profile_that_is_not_there_is_named(run, tmp_path: Path, pipeline: Path):
    done = run("read", pipeline, "--profile", tmp_path / "none.toml")
    assert (done.code, done.err.strip()) == (1, "none.toml, file: it cannot be read (No such file or directory).")


def test_profile_when_used_and_kept_again_is_the_same(run, tmp_path: Path):
    profile = learn(run, tmp_path)
    before = profile.read_text(encoding="utf-8")
    run("read", tmp_path / "may.csv", "--profile", profile, "--save-profile", profile)
    assert profile.read_text(encoding="utf-8") == before


def test_notebook_reads_with_the_profile(run, tmp_path: Path):
    import revops

    profile = learn(run, tmp_path)
    assert revops.read(tmp_path / "may.csv", profile=profile).assumptions == ()


def test_encoding_chosen_once_is_used_next_time(tmp_path: Path):
    import revops
    from revops.choices import Choices
    from revops.files import read_remembering
    from revops.profiles import Profile

    for name in ("may.csv", "june.csv"):
        (tmp_path / name).write_bytes("Deal ID,Stage,Amount,Owner\nD1,Won,5,Ωμέγα\n".encode("cp1253"))
    said = Choices(encodings={"may.csv": "cp1253"})
    profile = read_remembering([tmp_path / "may.csv"], Profile(), said)[1]
    (tmp_path / "profile.toml").write_text(profile_to_toml(profile), encoding="utf-8")
    found = revops.read(tmp_path / "june.csv", profile=tmp_path / "profile.toml")
    assert found.tables["deals"]["owner"].to_pylist() == ["Ωμέγα"]
