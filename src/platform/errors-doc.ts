import { AppError, type ErrorDefinition } from '#values/errors.ts'
import { toProblem } from './http/problem.ts'

const HEAD = `# Errors

Every refusal of the API is problem JSON (RFC 9457) with one of these codes. \`code\` never changes its meaning;
\`detail\` is the sentence for people. A faulty field is named in \`faults\` with its path and the fix. Anything
unexpected is \`server.fault\` with status 500 and a request id. Generated from the code; do not edit.
`

/** The text of `docs/errors.md`: every declared code by module, with its status, kind and sentence. */
export function renderErrorsDoc(errors: readonly (readonly [string, ErrorDefinition])[]): string {
  const byModule = Map.groupBy(errors, ([code]) => code.split('.')[0]!)
  const sections = [...byModule].map(([module, own]) =>
    [
      `## ${module}`,
      '',
      '| Code | Status | Kind | What it says |',
      '| --- | --- | --- | --- |',
      ...own.map(
        ([code, { kind, message }]) => `| ${anchor(code)} | ${statusOf(code)} | ${kind} | ${cell(message)} |`,
      ),
      '',
    ].join('\n'),
  )
  return [HEAD, ...sections].join('\n')
}

/** Problems point at `/api/v1/errors#code`. */
const anchor = (code: string) => `<a id="${code}"></a>\`${code}\``
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const statusOf = (code: string) => toProblem(new AppError(code), '').status
