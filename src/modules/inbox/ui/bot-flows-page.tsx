import { Form, Link, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type BotFlow, listBotFlows } from '../contract/bot.ts'
import { getInboxSettings, updateInboxSettings } from '../contract/settings.ts'
import type { Route } from './+types/bot-flows-page'
import { BotHead } from './bot-tabs.tsx'
import { starters, stepNames } from './bot-words.ts'

export const handle: PageHandle = {
  title: 'Bot',
  parent: { to: '/settings/organization', label: 'Settings' },
}

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [{ items }, settings] = await Promise.all([api(listBotFlows, {}), api(getInboxSettings, {})])
  return { flows: items, settings }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const input = formInput(await request.formData())
  const result = await submit(api, updateInboxSettings, { botEnabled: 'false', ...input })
  return result.ok ? { ok: true as const, words: 'Saved.' } : refuse(result)
}

/** What the bot can do, and how bold it is. */
export default function BotFlowsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { flows, settings } = loaderData
  const [search] = useSearchParams()
  const mayManage = useMay('inbox.manage')
  return (
    <div className="stack">
      <BotHead actions={mayManage && <NewFlow />} />
      {actionData?.ok && <Banner tone="good">{actionData.words}</Banner>}
      {!actionData && search.has('deleted') && <Banner tone="good">The flow is deleted.</Banner>}
      {settings.botEnabled !== true && (
        <Banner tone="info">The bot is switched off: every conversation waits for a person.</Banner>
      )}
      {flows.length === 0 ? (
        <div className="card">
          <EmptyState icon="sparkle" title="The bot knows nothing yet">
            Give it a flow to begin with: what it says, what it asks, and when it passes to a person.
          </EmptyState>
        </div>
      ) : (
        <ul className="bot-flows">
          {flows.map((flow) => (
            <FlowCard key={flow.id} flow={flow} mayManage={mayManage} />
          ))}
        </ul>
      )}
      {mayManage && (
        <section aria-labelledby="bold">
          <SectionHead id="bold" title="How it behaves" />
          <FormResult result={actionData}>
            <Form method="post" className="form card pad">
              <ErrorSummary
                result={actionData}
                labels={{ botConfidence: 'How sure', botDropHours: 'Hours without an answer' }}
              />
              <CheckField
                as="switch"
                name="botEnabled"
                label="The bot answers new conversations"
                help="Off, every conversation waits for a person from its first message."
                defaultChecked={settings.botEnabled === true}
              />
              <div className="pair">
                <TextField
                  name="botConfidence"
                  label="Answers when at least so sure"
                  suffix="%"
                  inputMode="numeric"
                  defaultValue={settings.botConfidence}
                  help="Below it, the bot passes to a person."
                />
                <TextField
                  name="botDropHours"
                  label="Counts as gone after"
                  suffix="hours"
                  inputMode="numeric"
                  defaultValue={settings.botDropHours}
                  help="Without an answer for so long, the customer counts as having left."
                />
              </div>
              <div className="acts">
                <Button type="submit" tone="primary">
                  Save
                </Button>
              </div>
            </Form>
          </FormResult>
        </section>
      )}
    </div>
  )
}

function NewFlow() {
  return (
    <details className="bot-new">
      <summary className="btn pri">
        <Icon name="plus" /> New flow
      </summary>
      <ul className="card">
        {starters.map(({ name, lead }, at) => (
          <li key={name}>
            <Link to={`/settings/bot/flows/new?from=${at}`}>
              <b className="m">{name}</b>
              <span className="muted t13">{lead}</span>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/settings/bot/flows/new">
            <b className="m">From nothing</b>
            <span className="muted t13">One step that passes to a person.</span>
          </Link>
        </li>
      </ul>
    </details>
  )
}

function FlowCard({ flow, mayManage }: { flow: BotFlow; mayManage: boolean }) {
  const { nodes, keywords } = flow.definition
  return (
    <li className="card pad stack s8 bot-card">
      <div className="row">
        <Link className="b grow cut" to={`/settings/bot/flows/${flow.id}`}>
          {flow.name}
        </Link>
        <StatusPill tone={flow.isActive ? 'good' : 'neutral'}>{flow.isActive ? 'On' : 'Off'}</StatusPill>
      </div>
      <p className="muted t13">{nodes.map(({ kind }) => stepNames[kind]).join(' → ')}</p>
      <p className="t13">
        {flow.intents.length > 0 && (
          <>Begins when somebody means {flow.intents.map(({ name }) => `“${name}”`).join(', ')}. </>
        )}
        {keywords.length > 0 && <>Words: {keywords.join(', ')}.</>}
        {flow.intents.length + keywords.length === 0 &&
          'Nothing leads here yet: give it words, or an intent.'}
      </p>
      {mayManage && (
        <div>
          <LinkButton size="sm" to={`/settings/bot/flows/${flow.id}`}>
            Edit and try out
          </LinkButton>
        </div>
      )}
    </li>
  )
}
