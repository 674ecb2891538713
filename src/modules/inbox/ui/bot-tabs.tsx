import { PageHead } from '#web/kit/page-head.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import './bot.css'

const tabs = [
  { to: '/settings/bot', label: 'Flows' },
  { to: '/settings/bot/intents', label: 'What it recognises' },
  { to: '/settings/bot/replies', label: 'Automatic replies' },
]

/** Head and sections of the bot's settings. */
export function BotHead({ actions }: { actions?: React.ReactNode }) {
  return (
    <>
      <PageHead
        title="Bot"
        lead="Answers WhatsApp, SMS and web chat before a person does, and passes on what it does not know."
        actions={actions}
      />
      <Tabs label="Sections of the bot" tabs={tabs} />
    </>
  )
}
