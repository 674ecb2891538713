const VARIABLE = /\{\{\s*(\d{1,2})\s*\}\}/g

/** How many variables a template's text asks for: the highest number in `{{1}}`, `{{2}}` …; a gap counts too. */
export function variableCount(body: string): number {
  return Math.max(0, ...[...body.matchAll(VARIABLE)].map((found) => Number(found[1])))
}

/** The text with its variables filled in, or which numbers have no value. */
export function fillTemplate(
  body: string,
  variables: readonly string[],
): { ok: true; body: string } | { ok: false; missing: number[] } {
  const count = variableCount(body)
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((n) => !variables[n - 1]?.trim())
  if (missing.length > 0) return { ok: false, missing }
  return { ok: true, body: body.replace(VARIABLE, (_, n: string) => variables[Number(n) - 1]!) }
}
