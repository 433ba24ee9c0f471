interface SpeculationRulesProps {
  nonce: string;
  /** Addresses, as patterns, that are never fetched before somebody goes there. */
  except: readonly string[];
}

/** Where the browser can, a page is fetched while the pointer rests on its link. */
export function SpeculationRules({ nonce, except }: SpeculationRulesProps) {
  const rules = {
    prefetch: [
      {
        where: {
          and: [{ href_matches: "/*" }, ...except.map((it) => ({ not: { href_matches: it } }))],
        },
        eagerness: "moderate",
      },
    ],
  };
  return (
    <script
      type="speculationrules"
      nonce={nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours; as a text child React would escape its quotes.
      dangerouslySetInnerHTML={{ __html: JSON.stringify(rules) }}
    />
  );
}
