import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { ApiError } from './api.ts'
import { formInput, submit } from './form.ts'
import { faultOf, fieldName, fieldPath, valueAt } from './form-fields.ts'

function form(...entries: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

describe('formInput', () => {
  test('nests names, makes lists of repeated names, drops what is empty', () => {
    const input = formInput(
      form(
        ['name', 'Hannah'],
        ['phone', ''],
        ['address.postcode', 'N16 8JR'],
        ['extras[0].id', 'oven'],
        ['extras[0].quantity', '1'],
        ['extras[2].id', 'eco'],
        ['tags', 'a'],
        ['tags', 'b'],
        ['days[]', '1'],
      ),
    )
    expect(input).toEqual({
      name: 'Hannah',
      address: { postcode: 'N16 8JR' },
      extras: [{ id: 'oven', quantity: '1' }, { id: 'eco' }],
      tags: ['a', 'b'],
      days: ['1'],
    })
  })

  test('field names of a stranger reach no prototype and make no endless list', () => {
    const input = formInput(
      form(
        ['__proto__.isAdmin', 'true'],
        ['a.constructor.prototype.x', '1'],
        ['list[4000000000]', 'x'],
        ['list[999999].y', 'x'],
      ),
    )
    expect(input).toEqual({})
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })

  test('a text and a group under one name: the group wins, nothing breaks', () => {
    expect(formInput(form(['a', 'text'], ['a.b', 'group']))).toEqual({ a: { b: 'group' } })
  })

  test('files are left out', () => {
    const data = form(['name', 'x'])
    data.append('photo', new File(['x'], 'x.png'))
    expect(formInput(data)).toEqual({ name: 'x' })
  })
})

test('a path and the name of its field are the same thing', () => {
  for (const name of ['name', 'address.postcode', 'extras[0].id', 'rows[3][1]']) {
    expect(fieldName(fieldPath(name))).toBe(name)
  }
  expect(fieldPath('extras[0].id')).toEqual(['extras', 0, 'id'])
  expect(valueAt({ extras: [{ id: 'oven' }] }, 'extras[0].id')).toBe('oven')
  expect(valueAt({ name: 'x' }, 'toString.length')).toBeUndefined()
})

describe('submit', () => {
  const create = endpoint({
    method: 'POST',
    path: '/api/v1/things',
    summary: 'Create a thing',
    input: z.object({ name: z.string() }),
    output: z.object({ id: z.string() }),
    access: 'member',
  })
  const refusing = (status: number) => async () => {
    throw ApiError.from({
      status,
      code: 'input.invalid',
      detail: 'Some of what was sent is not right.',
      faults: [{ path: ['name'], message: 'Write something here.' }],
      requestId: 'r-1',
    })
  }

  test('returns the output', async () => {
    const result = await submit((async () => ({ id: '1' })) as never, create, { name: 'x' })
    expect(result).toEqual({ ok: true, output: { id: '1' } })
  })

  test('returns a refusal with faults by field, what was sent and the request’s id', async () => {
    const result = await submit(refusing(400) as never, create, { name: '' })
    expect(result).toMatchObject({
      ok: false,
      status: 400,
      code: 'input.invalid',
      requestId: 'r-1',
      input: { name: '' },
    })
    expect(faultOf(result as never, 'name')).toBe('Write something here.')
    expect(faultOf(result as never, 'other')).toBeUndefined()
  })

  test.each([401, 404, 500])('throws %i, which no form can mend', async (status) => {
    await expect(submit(refusing(status) as never, create, { name: '' })).rejects.toMatchObject({ status })
  })

  test('a thrown refusal carries its status to the error page', () => {
    const error = ApiError.from({ status: 404, code: 'http.not_found', requestId: 'r-2' })
    expect(error).toMatchObject({
      type: 'DataWithResponseInit',
      init: { status: 404 },
      data: { requestId: 'r-2' },
    })
  })
})
