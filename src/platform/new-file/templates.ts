import type { Name } from './names.ts'

/** What a new file says. The first test holds from the start, so nothing is left half done. */
export interface Texts {
  source: string
  test?: string
}

export function commandTexts(module: string, name: Name): Texts {
  return {
    source: `import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'

/** ${name.sentence}. Refuses whoever lacks the permission. */
export async function ${name.camel}(ctx: CommandContext, { id }: { id: string }): Promise<{ id: string }> {
  permit(ctx, '${module}.edit')
  await audit(ctx, {
    action: '${name.object}.${name.verb}',
    recordType: '${name.object}',
    recordId: id,
    summary: '${name.sentence}',
  })
  return { id }
}
`,
    test: testText(name, 'command', `{ id: newId() }`, [`import { newId } from '#values/ids.ts'\n`]),
  }
}

export function queryTexts(module: string, name: Name): Texts {
  const { verb, object } = name
  if (!['get', 'find', 'list', 'count'].includes(verb))
    throw new Error(
      `A query begins with get (throws), find (may be absent), list or count; "${name.kebab}" does not.`,
    )
  const many = verb === 'list'
  const table = verb === 'get' || verb === 'find' ? `${object}s` : object
  const result = {
    get: '{ id: string }',
    find: '{ id: string } | null',
    list: '{ id: string }[]',
    count: 'number',
  }[verb as 'get' | 'find' | 'list' | 'count']
  const input = many || verb === 'count' ? '' : ', { id }: { id: string }'
  const where = input ? `where org_id = \${ctx.orgId} and id = \${id}` : `where org_id = \${ctx.orgId}`
  const select = verb === 'count' ? 'count(*)::int as n' : 'id'
  const row = verb === 'count' ? '{ n: number }' : '{ id: string }'
  const answer = {
    get: `  if (!rows[0]) throw new AppError('${module}.${object}_not_found')\n  return rows[0]`,
    find: '  return rows[0] ?? null',
    list: '  return rows',
    count: '  return rows[0]!.n',
  }[verb as 'get' | 'find' | 'list' | 'count']
  const errors = verb === 'get' ? `import { AppError } from '#values/errors.ts'\n` : ''
  const refusal = verb === 'get' ? ` Throws \`${module}.${object}_not_found\`.` : ''
  return {
    source: `import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
${errors}
/** ${name.sentence} of the organisation.${refusal} */
export async function ${name.camel}(ctx: QueryContext${input}): Promise<${result}> {
  permit(ctx, '${module}.view')
  const { rows } = await sql<${row}>\`
    select ${select} from ${module}.${table} ${where}\`.execute(ctx.tx)
${answer}
}
`,
    test: input
      ? testText(name, 'query', '{ id: newId() }', [`import { newId } from '#values/ids.ts'\n`])
      : testText(name, 'query', 'undefined', []),
  }
}

function testText(name: Name, kind: 'command' | 'query', input: string, imports: string[]): string {
  return `import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
${imports.join('')}import { ${name.camel} } from './${name.kebab}.ts'

const world = await testWorld()

test('a guest may not ${name.words}', async () => {
  const orgId = await world.newOrg()
  const attempt = world.${kind}(${name.camel}, ${input}, world.guest(orgId))
  await expect(attempt).rejects.toMatchObject({ code: 'auth.required' })
})
`
}

export function errandTexts(_module: string, name: Name): Texts {
  return {
    source: `import type { ErrandContext } from '#platform/context.ts'

/** ${name.sentence}. Outside any transaction and safe to repeat. */
export async function ${name.camel}(ctx: ErrandContext, { id }: { id: string }): Promise<void> {
  ctx.log.info({ id }, '${name.words}')
}
`,
    test: `import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { ${name.camel} } from './${name.kebab}.ts'

const world = await testWorld()

test('to ${name.words} twice does no more than once', async () => {
  const who = world.system(await world.newOrg())
  const input = { id: newId() }
  await world.errand(${name.camel}, input, who)
  await expect(world.errand(${name.camel}, input, who)).resolves.toBeUndefined()
})
`,
  }
}

export function endpointTexts(module: string, name: Name): Texts {
  const resource = `${name.object.replaceAll('_', '-')}s`
  return {
    source: `import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'

/** ${name.sentence}. */
export const ${name.camel} = endpoint({
  method: 'POST',
  path: '/api/v1/${resource}/:id/${name.verb}',
  summary: '${name.sentence}',
  access: '${module}.edit',
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
})
`,
    test: `import { expect, test } from 'vitest'
import { pathFields } from '#values/endpoint.ts'
import { ${name.camel} } from './${name.kebab}.ts'

test('an id that is none is refused by its field', () => {
  const { error } = ${name.camel}.input.safeParse({ id: 'x' })
  expect(error?.issues.map(({ path }) => path)).toEqual([['id']])
  expect(pathFields(${name.camel}.path)).toEqual(['id'])
})
`,
  }
}

/** An event is a line in the module's list of facts, so it joins a file that may be there already. */
export function eventText(module: string, name: Name): string {
  return `
export const ${name.camel} = defineEvent({
  name: '${module}.${name.snake}',
  summary: '${name.sentence}.',
  payload: z.object({ id: Id }),
})
`
}

export const eventImports = `import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'
`

export function migrationText(module: string, name: Name, isFirst: boolean): string {
  const table = /^(add|create)$/.test(name.verb) ? name.object : name.snake
  return `-- ${name.sentence}: say here what it is for.

${isFirst ? `create schema ${module};\n\n` : ''}create table ${module}.${table} (
  org_id uuid not null,
  id uuid not null,
  created_at timestamptz not null,
  constraint ${table}_pkey primary key (org_id, id)
);
select core.make_tenant('${module}.${table}');
`
}

/** The files of an empty module, by path inside its folder. */
export function moduleTexts(name: Name): Record<string, string> {
  const title = name.sentence
  return {
    'README.md': `# ${title}\n\nWhat it owns, its words, its promises.\n`,
    'contract.ts': `import { defineErrors } from '#values/errors.ts'

/** What ${name.words} can refuse, with the words people read. */
export const ${name.camel}Errors = defineErrors({
  '${name.kebab}.not_found': { kind: 'not_found', message: 'This does not exist.' },
})
`,
    'http.ts': `import type { Served } from '#platform/http.ts'

export const endpoints: readonly Served[] = []
`,
    'jobs.ts': `import type { JobDefinition } from '#platform/jobs.ts'

export const jobs: readonly JobDefinition[] = []
`,
    'module.ts': `import type { Module } from '#platform/module.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'

export const ${name.camel}: Module = { name: '${name.kebab}', endpoints, jobs }
`,
  }
}
