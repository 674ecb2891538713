import { getOrganization } from '#modules/identity/public.ts'
import type { ErrandContext, Who } from '#platform/context.ts'
import { runQuery } from '#platform/run.ts'
import { actorName } from '#values/actor.ts'
import type { Threshold } from '../contract/settings.ts'
import { type CaptionLine, captionOf } from '../domain/caption.ts'
import type { WordsOf } from '../domain/figure-words.ts'
import type { SectionKey, Sections } from '../domain/sections.ts'
import { getDashboardSettings } from '../queries/dashboard-settings.ts'
import type { ExportWork } from '../queries/find-export-work.ts'
import { getDashboardChoices } from '../queries/get-dashboard-choices.ts'
import { loadSection } from './load-sections.ts'

/** All that the makers of files share. */
export interface Making {
  ctx: ErrandContext
  who: Who
  work: ExportWork
  words: WordsOf
  organization: string
  thresholds: Readonly<Record<string, Threshold>>
  /** What the file says of itself. */
  caption: (title: string, asOf: string) => CaptionLine[]
  /** Notes how far the file is; false when nobody wants it any more. */
  isWanted: (progress: number) => Promise<boolean>
}

/** Gathers names, words and limits, seen with the eyes of the file's owner. */
export async function openWork(
  ctx: ErrandContext,
  who: Who,
  work: ExportWork,
  isWanted: Making['isWanted'],
): Promise<Making> {
  const [organization, choices, settings] = await Promise.all([
    runQuery(ctx.services, getOrganization, undefined, who),
    runQuery(ctx.services, getDashboardChoices, undefined, who),
    runQuery(ctx.services, getDashboardSettings, undefined, who),
  ])
  const { name, locale, zone, currency } = organization
  const words = { locale, zone, currency }
  const facts = {
    organization: name,
    filter: work.filter,
    choices,
    part: work.part,
    madeFor: actorName(who.actor),
  }
  return {
    ...{ ctx, who, work, words, isWanted, organization: name, thresholds: settings.inForce },
    caption: (title, asOf) => captionOf({ ...facts, title, asOf, words }),
  }
}

/** Loads parts of the dashboard one after the other; null when nobody wants the file any more. */
export async function gather(
  making: Making,
  keys: readonly SectionKey[],
  progress: { from: number; to: number },
): Promise<Partial<Sections> | null> {
  const sections: Partial<Record<SectionKey, unknown>> = {}
  for (const [index, key] of keys.entries()) {
    const share = index / keys.length
    if (!(await making.isWanted(progress.from + (progress.to - progress.from) * share))) return null
    sections[key] = await loadSection(making.ctx, making.who, key, making.work.filter)
  }
  return sections as Partial<Sections>
}

/** The oldest "as of" of what was loaded: all figures hold at least until then. */
export function asOfAll(sections: Partial<Sections>): string {
  const stamps = Object.values(sections).map(({ asOf }) => asOf)
  return stamps.reduce((oldest, one) => (one < oldest ? one : oldest))
}
