"use client";

/** Replaces the whole document, so it brings its own. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <h1>Something went wrong</h1>
        <p>
          This page could not be drawn. <a href="/">To the calendar</a>
        </p>
      </body>
    </html>
  );
}
