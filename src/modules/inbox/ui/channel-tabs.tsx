import type { ReactNode } from 'react'
import { PageHead } from '#web/kit/page-head.tsx'
import { Tabs } from '#web/kit/tabs.tsx'

const tabs = [
  { to: '/settings/channels', label: 'Channels' },
  { to: '/settings/channels/templates', label: 'Templates' },
]

/** Head and sections of the channels' settings. */
export function ChannelsHead({ actions }: { actions?: ReactNode }) {
  return (
    <>
      <PageHead title="Channels" lead="The numbers and addresses that clients write to." actions={actions} />
      <Tabs label="Sections of the channels" tabs={tabs} />
    </>
  )
}
