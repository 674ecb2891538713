import { parseSync, Visitor } from 'oxc-parser'

/** One `import`, re-export, dynamic import or type import. */
export interface Import {
  specifier: string
  /** True when nothing of it is left at run time. */
  isType: boolean
  /** Names taken from it; empty for a side effect or a dynamic import. */
  names: string[]
  line: number
}

/** Something the code does that is only right in some places: `process.env`, `Date.now()`. */
export interface Use {
  what: string
  line: number
}

/** What the rules need to know of one file. */
export interface Source {
  path: string
  lineCount: number
  imports: Import[]
  uses: Use[]
  hasDefaultExport: boolean
  /** Lines of statements other than `export … from`. */
  ownStatements: number[]
  /** Lines of comments that put work off. */
  postponed: number[]
}

/** Reading the syntax tree costs ten times the rest, so it is read only when the text gives a reason. */
const REASON =
  /process\b|console\b|Date\b|Math\.random|Temporal\.Now|performance\.|fetch\(|random|import\(|insertInto|updateTable|deleteFrom|mergeInto/

/** Reads one file with a real parser. Throws when it cannot be parsed. */
export function readSource(path: string, text: string): Source {
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} cannot be parsed: ${parsed.errors[0]?.message}`)
  const lineAt = lineFinder(text)
  const { staticImports, staticExports, dynamicImports } = parsed.module
  const imports: Import[] = []
  for (const { moduleRequest, entries, start } of staticImports) {
    imports.push({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
      names: entries.map((entry) => entry.importName.name ?? '*'),
      line: lineAt(start),
    })
  }
  for (const { entries, start } of staticExports) {
    for (const [specifier, own] of Map.groupBy(entries, (entry) => entry.moduleRequest?.value)) {
      if (!specifier) continue
      const isType = own.every((entry) => entry.isType)
      imports.push({
        specifier,
        isType,
        names: own.map(({ importName }) => importName.name ?? '*'),
        line: lineAt(start),
      })
    }
  }
  for (const { moduleRequest, start } of dynamicImports) {
    const literal = /^(['"`])([^$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end).trim())
    if (literal) imports.push({ specifier: literal[2]!, isType: false, names: [], line: lineAt(start) })
  }
  const source: Source = {
    path,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    uses: [],
    hasDefaultExport: staticExports.some(({ entries }) =>
      entries.some(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default'),
    ),
    ownStatements: [],
    postponed: parsed.comments
      .filter(({ value }) => /\b(TODO|FIXME|XXX)\b/.test(value))
      .map(({ start }) => lineAt(start)),
  }
  if (/\/public\.tsx?$/.test(path) || REASON.test(text)) readTree(source, parsed.program, lineAt)
  return source
}

type Program = ReturnType<typeof parseSync>['program']

function readTree(source: Source, program: Program, lineAt: (offset: number) => number): void {
  const use = (what: string, start: number) => source.uses.push({ what, line: lineAt(start) })
  for (const statement of program.body) {
    const isReExport =
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && statement.source !== null)
    if (!isReExport) source.ownStatements.push(lineAt(statement.start))
  }
  new Visitor({
    MemberExpression(node) {
      if (node.computed || node.property.type !== 'Identifier') return
      const owner = node.object.type === 'Identifier' ? node.object.name : ''
      use(`${owner}.${node.property.name}`, node.start)
    },
    NewExpression(node) {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') return
      if (node.arguments.length === 0) use('new Date()', node.start)
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier') use(`${node.callee.name}()`, node.start)
    },
    TSImportType(node) {
      source.imports.push({ specifier: node.source.value, isType: true, names: [], line: lineAt(node.start) })
    },
    VariableDeclarator(node) {
      // `const { env } = process` is the same thing in other words.
      if (node.init?.type !== 'Identifier' || node.id.type !== 'ObjectPattern') return
      for (const property of node.id.properties) {
        if (property.type === 'Property' && property.key.type === 'Identifier')
          use(`${node.init.name}.${property.key.name}`, node.start)
      }
    },
  }).visit(program)
}

/** Offsets to line numbers, counted from 1. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
