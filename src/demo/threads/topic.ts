/** The teams of the office; each topic belongs to one. */
export const teamNames = ['Front office', 'Sales', 'Quality'] as const
export type TeamName = (typeof teamNames)[number]

/**
 * What customers write about. A script is one way such a thread runs, a line each: who speaks (`c` customer, `a` agent,
 * `n` private note), `?` when the line may be left out, then ways to say it, parted by ` | `; after `=` the same way is
 * taken on every such line of the script, so that questions get their answers. `*name` stands for one of
 * the small exchanges in `exchanges.ts`. Words in braces are filled in from the visit, the person and the day.
 */
export interface Topic {
  key: string
  label: string | null
  team: TeamName
  /** What the bot takes it for. */
  intent: string
  priority: 'urgent' | 'high' | 'normal' | 'low'
  subjects: readonly string[]
  scripts: readonly (readonly string[])[]
}
