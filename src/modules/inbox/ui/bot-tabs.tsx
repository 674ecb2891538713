import { PageHead } from '#web/kit/page-head.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import { useMay } from '#web/session.ts'
import './bot.css'

const tabs = [
  { to: '/settings/bot', label: 'Flows' },
  { to: '/settings/bot/intents', label: 'What it recognises' },
  { to: '/settings/bot/replies', label: 'Automatic replies' },
]
const modelTab = { to: '/settings/bot/model', label: 'Language model' }

/** Head and sections of the bot's settings. */
export function BotHead({ actions }: { actions?: React.ReactNode }) {
  const mayManage = useMay('inbox.manage')
  return (
    <>
      <PageHead
        title="Bot"
        lead="Answers WhatsApp, SMS and web chat before a person does, and passes on what it does not know."
        actions={actions}
      />
      <Tabs label="Sections of the bot" tabs={mayManage ? [...tabs, modelTab] : tabs} />
    </>
  )
}
