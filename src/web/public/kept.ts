/**
 * The `handle` of a page that is the same for every visitor: it is rendered once, for nobody, and sent to all who come
 * without cookies and without a query, until one of the topics changes. A page that reads a cookie, the session or the
 * clock must not say this. It may have no parameter but `:orgSlug`.
 */
export interface KeptHandle {
  kept: readonly string[]
}
