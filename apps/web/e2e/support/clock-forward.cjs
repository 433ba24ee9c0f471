// Loaded into the site's process by --require: sets its clock DAYS_FORWARD days ahead.
const SHIFT_MS = Number(process.env.DAYS_FORWARD) * 86_400_000;
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parameters) {
    super(...(parameters.length === 0 ? [RealDate.now() + SHIFT_MS] : parameters));
  }

  static now() {
    return RealDate.now() + SHIFT_MS;
  }
};
