import { describe, expect, test } from "vitest";
import { withConditionalCache } from "./conditional-cache";

/** A server whose resource has a version; counts full answers and confirmations. */
function versionedServer() {
  const server = { version: 1, full: 0, confirmed: 0 };
  const send = async (request: Request) => {
    const etag = `W/"${server.version}"`;
    if (request.headers.get("If-None-Match") === etag) {
      server.confirmed += 1;
      return new Response(null, { status: 304, headers: { ETag: etag } });
    }
    server.full += 1;
    return new Response(`version ${server.version}`, {
      headers: { ETag: etag, Link: '<?cursor=x>; rel="next"' },
    });
  };
  return { server, send };
}

const ask = (url = "http://api/x") => new Request(url);

describe("remembered answers", () => {
  test("are confirmed each time and never sent twice", async () => {
    const { server, send } = versionedServer();
    const cached = withConditionalCache(send, { maxLength: 1000 });
    await cached(ask());
    const second = await cached(ask());
    expect(second.status).toBe(200);
    expect(await second.text()).toBe("version 1");
    expect(second.headers.get("Link")).toContain("next");
    expect(server).toMatchObject({ full: 1, confirmed: 1 });
  });

  test("never outlive a write", async () => {
    const { server, send } = versionedServer();
    const cached = withConditionalCache(send, { maxLength: 1000 });
    await cached(ask());
    server.version = 2;
    expect(await (await cached(ask())).text()).toBe("version 2");
  });

  test("stay within their bounds, least recently used out first", async () => {
    const { server, send } = versionedServer();
    const cached = withConditionalCache(send, { maxLength: 40 }); // four bodies of nine fit
    for (const name of ["a", "b", "c", "d"]) {
      await cached(ask(`http://api/${name}`));
    }
    await cached(ask("http://api/a"));
    await cached(ask("http://api/e"));
    await cached(ask("http://api/a"));
    expect(server).toMatchObject({ full: 5, confirmed: 2 });
    await cached(ask("http://api/b"));
    expect(server.full).toBe(6);
  });

  test("leave out what is too large, untagged, no success or not read", async () => {
    const answers = [
      () => new Response("x".repeat(30), { headers: { ETag: '"1"' } }),
      () => new Response("x"),
      () => new Response("x", { status: 404, headers: { ETag: '"1"' } }),
    ];
    for (const answer of answers) {
      const seen: (string | null)[] = [];
      const cached = withConditionalCache(
        async (request) => {
          seen.push(request.headers.get("If-None-Match"));
          return answer();
        },
        { maxLength: 100 },
      );
      await cached(ask());
      await cached(ask());
      expect(seen).toEqual([null, null]);
    }
  });
});
