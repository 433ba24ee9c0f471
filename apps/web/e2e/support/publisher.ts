import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody with a homepage and a calendar, on this machine. */
export interface Publisher {
  homepage: string;
  calendar: string;
  /** What the calendar holds from now on. */
  publish: (text: string) => void;
  close: () => Promise<void>;
}

export async function startPublisher(text: string): Promise<Publisher> {
  let calendar = text;
  const server = createServer((request, response) => {
    if (request.url === "/calendar.ics") {
      response.writeHead(200, { "Content-Type": "text/calendar" }).end(calendar);
    } else if (request.url === "/") {
      response
        .writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
        .end('<!doctype html><title>Our house</title><a href="/calendar.ics">Calendar</a>');
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    homepage: `${origin}/`,
    calendar: `${origin}/calendar.ics`,
    publish: (next) => {
      calendar = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
