import type { Module } from '#platform/module.ts'

/** What the product is made of, in the order of the map: who is known comes before who knows. */
export const modules: readonly Module[] = []
