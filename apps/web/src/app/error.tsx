"use client";

/** What is left when drawing a page fails after its data arrived; needs no styles to be read. */
export default function ErrorPage() {
  return (
    <>
      <h1>Something went wrong</h1>
      <p>
        This page could not be drawn. <a href="/">To the calendar</a>
      </p>
    </>
  );
}
