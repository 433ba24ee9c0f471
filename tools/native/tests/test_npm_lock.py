"""A lock made behind a registry that lacks other platforms' packages becomes one that npm takes."""

from complete_npm_lock import Entry, complete


def test_each_missing_platform_is_added_once_with_what_its_name_tells() -> None:
    packages: dict[str, Entry] = {
        "": {},
        "node_modules/tool": {
            "version": "2.0.0",
            "dev": True,
            "optionalDependencies": {
                "@tool/linux-x64-musl": "2.0.0",
                "@tool/win32-arm64": "2.0.0",
                "@tool/linux-x64": "2.0.0",
            },
        },
        "node_modules/tool/node_modules/@tool/linux-x64": {"version": "2.0.0"},
    }
    assert complete(packages) == ["@tool/linux-x64-musl", "@tool/win32-arm64"]
    assert packages["node_modules/@tool/linux-x64-musl"] == {
        "version": "2.0.0",
        "cpu": ["x64"],
        "dev": True,
        "libc": ["musl"],
        "optional": True,
        "os": ["linux"],
    }
    assert "libc" not in packages["node_modules/@tool/win32-arm64"]
    assert complete(packages) == []
