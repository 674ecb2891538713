import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'

const List = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z-]*$/, 'Name the list in small letters, such as clients.')

/** A filter kept by name. `query` is the part of the page's address after the question mark. */
export const SavedView = z.object({
  id: Id,
  list: z.string(),
  name: z.string(),
  query: z.string(),
  /** The whole team sees it. */
  isShared: z.boolean(),
})
export type SavedView = z.infer<typeof SavedView>

/** The member's own views of a list and those shared with the team. */
export const listSavedViews = endpoint({
  method: 'GET',
  path: '/api/v1/saved-views/:list',
  summary: 'Saved views of a list',
  access: 'client.view',
  input: z.object({ list: List }),
  output: z.object({ items: z.array(SavedView) }),
})

/** Keeps a filter by name; one of the same name is replaced. */
export const createSavedView = endpoint({
  method: 'POST',
  path: '/api/v1/saved-views/:list',
  summary: 'Save a view of a list',
  access: 'client.view',
  status: 201,
  input: z.object({
    list: List,
    name: text(60),
    query: z
      .string()
      .max(2000, 'This filter is too long to be saved.')
      .regex(/^[^\s?#]*$/, 'Give the part of the address after the question mark.'),
    isShared: z.stringbool().or(z.boolean()).default(false),
  }),
  output: SavedView,
  errors: ['crm.too_many_views'],
})

/** Deletes one's own view; a shared one may be deleted by whoever may edit clients. */
export const deleteSavedView = endpoint({
  method: 'DELETE',
  path: '/api/v1/saved-views/:list/:viewId',
  summary: 'Delete a saved view',
  access: 'client.view',
  input: z.object({ list: List, viewId: Id }),
  output: SavedView,
  errors: ['crm.view_not_found'],
})
