/** Where the browser can, a page is fetched while the pointer rests on its link. */
const RULES = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: "/*" },
          { not: { href_matches: "/api/*" } },
          { not: { href_matches: "/feeds/*" } },
        ],
      },
      eagerness: "moderate",
    },
  ],
});

export function SpeculationRules({ nonce }: { nonce: string }) {
  return (
    <script
      type="speculationrules"
      nonce={nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; as a text child React would escape its quotes.
      dangerouslySetInnerHTML={{ __html: RULES }}
    />
  );
}
