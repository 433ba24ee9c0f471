import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { sendWithoutScripts, withoutScripts } from "./plain-html";

describe("a document without scripts", () => {
  test("has lost what would run and what would be loaded for it", () => {
    const html =
      '<head><link rel="preload" as="script" fetchPriority="low" href="/a.js"/>' +
      '<script src="/a.js" async="" nonce="x"></script><link rel="stylesheet" href="/a.css"/>' +
      '<script noModule="" src="/p.js"></script></head><body><p>Text</p>' +
      '<script nonce="x">self.__next_f.push([1,"\\u003cp>"])</script></body>';
    expect(withoutScripts(html)).toBe(
      '<head><link rel="stylesheet" href="/a.css"/></head><body><p>Text</p></body>',
    );
  });

  test("keeps data and rules", () => {
    const html =
      '<script type="application/ld+json" nonce="x">[{"name":"a"}]</script>' +
      '<script type="speculationrules" nonce="x">{}</script>';
    expect(withoutScripts(`${html}<script>run()</script>`)).toBe(html);
  });

  test("leaves text that talks about scripts alone", () => {
    const html = '<p title="&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt;</p>';
    expect(withoutScripts(html)).toBe(html);
  });

  test("is not made of Next's document for a failed render, which needs them", () => {
    const html = '<html id="__next_error__"><script src="/a.js"></script></html>';
    expect(withoutScripts(html)).toBe(html);
  });
});

async function bodySent(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => {
    sendWithoutScripts(response);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const body = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  server.close();
  return body;
}

describe("a response", () => {
  test("may break anywhere, inside a letter or a tag", async () => {
    const bytes = Buffer.from("<p>café</p><script>run()</script>");
    const body = await bodySent((response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      for (const byte of bytes) {
        response.write(Uint8Array.of(byte));
      }
      response.end("<p>end</p>");
    });
    expect(body).toBe("<p>café</p><p>end</p>");
  });

  test("that is no document is passed on as it is", async () => {
    const body = await bodySent((response) => {
      response.setHeader("Content-Type", "text/x-component");
      response.end("<script>data</script>");
    });
    expect(body).toBe("<script>data</script>");
  });
});
