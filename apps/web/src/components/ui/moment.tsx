interface MomentProps {
  /** ISO 8601. */
  instant: string;
  tell: (instant: string) => string;
}

export function Moment({ instant, tell }: MomentProps) {
  return <time dateTime={instant}>{tell(instant)}</time>;
}
