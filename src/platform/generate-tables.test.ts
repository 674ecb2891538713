import { describe, expect, test } from 'vitest'
import { allowedValues, type Column, renderTables } from './generate-tables.ts'

const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  name,
  type,
  isArray: false,
  isNullable: false,
  hasDefault: false,
  isGenerated: false,
  values: null,
  ...more,
})

const render = (...columns: Column[]) =>
  renderTables([{ schema: 'booking', name: 'appointments', isView: false, columns }])

describe('column types', () => {
  test.each([
    ['uuid', column('id', 'uuid'), 'id: string'],
    ['an instant', column('starts_at', 'timestamptz'), 'starts_at: string'],
    ['a day that may be missing', column('born_on', 'date', { isNullable: true }), 'born_on: string | null'],
    ['money', column('price_amount', 'int8'), 'price_amount: number'],
    ['a range', column('busy', 'tstzrange', { isGenerated: true }), 'busy: GeneratedAlways<string>'],
    ['a default', column('active', 'bool', { hasDefault: true }), 'active: Generated<boolean>'],
    ['an array', column('tags', 'text', { isArray: true }), 'tags: string[]'],
    ['json', column('extras', 'jsonb'), 'extras: ColumnType<unknown, string, string>'],
    [
      'json that may be missing and has a default',
      column('extras', 'jsonb', { isNullable: true, hasDefault: true }),
      'extras: ColumnType<unknown, string | null | undefined, string | null>',
    ],
    ['a choice', column('kind', 'text', { values: ['a', "b's"] }), String.raw`kind: 'a' | 'b\'s'`],
    [
      'several of a choice',
      column('roles', 'text', { isArray: true, values: ['owner', 'admin'] }),
      "roles: ('owner' | 'admin')[]",
    ],
  ])('%s', (_, given, line) => {
    expect(render(given)).toContain(`  ${line}\n`)
  })

  test('a long choice takes one line per value', () => {
    const values = Array.from({ length: 12 }, (_, index) => `a_rather_long_value_${index}`)
    const nullable = render(column('status', 'text', { values, isNullable: true }))
    expect(nullable).toContain("  status:\n    | 'a_rather_long_value_0'\n    | 'a_rather_long_value_1'\n")
    expect(nullable).toContain("    | 'a_rather_long_value_11'\n    | null\n}")
    const preset = render(column('status', 'text', { values, hasDefault: true }))
    expect(preset).toContain("  status: Generated<\n    | 'a_rather_long_value_0'\n")
    expect(preset).toContain("    | 'a_rather_long_value_11'\n  >\n")
  })

  test('a type that nobody has thought about is refused with the column that has it', () => {
    expect(() => render(column('took', 'interval'))).toThrow(/booking\.appointments\.took: the type interval/)
  })
})

describe('allowed values', () => {
  test.each([
    ["CHECK (status = ANY (ARRAY['open'::text, 'closed'::text]))", ['open', 'closed']],
    ["CHECK (status = 'open'::text)", ['open']],
    ["CHECK (roles <@ ARRAY['a'::text, 'b, c'::text] AND cardinality(roles) > 0)", ['a', 'b, c']],
    ["CHECK (name = ANY (ARRAY['it''s'::text]))", ["it's"]],
    ['CHECK (week_starts_on = ANY (ARRAY[1, 7]))', null],
    ["CHECK (slug ~ '^[a-z]+$'::text)", null],
    ["CHECK (status = 'open'::text OR ends_at IS NOT NULL)", null],
  ])('%s', (definition, values) => {
    expect(allowedValues(definition)).toEqual(values)
  })
})
