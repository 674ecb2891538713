import type { ReactNode } from 'react'
import { PageHead } from '#web/kit/page-head.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import './rules.css'

const tabs = [
  { to: '/settings/inbox', label: 'General' },
  { to: '/settings/inbox/sla', label: 'Response times' },
  { to: '/settings/inbox/teams', label: 'Teams' },
  { to: '/settings/inbox/replies', label: 'Replies and labels' },
]

/** Head and sections of the inbox's settings. */
export function RulesHead({ lead }: { lead: ReactNode }) {
  return (
    <>
      <PageHead title="Inbox rules" lead={lead} />
      <Tabs label="Sections of the inbox rules" tabs={tabs} />
    </>
  )
}
