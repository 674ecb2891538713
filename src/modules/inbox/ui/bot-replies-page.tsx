import { Form } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit, valueAt } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { CheckField, SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type AutoReply, deleteAutoReply, listAutoReplies, saveAutoReply } from '../contract/bot.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/bot-replies-page'
import { BotHead } from './bot-tabs.tsx'
import { NewRulesEntry, RulesEntry } from './rules-entry.tsx'

export const handle: PageHandle = {
  title: 'Automatic replies',
  parent: { to: '/settings/bot', label: 'Bot' },
}

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listAutoReplies, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, channelKind, ...input } = formInput(await request.formData())
  if (intent === 'delete') {
    const result = await submit(api, deleteAutoReply, input)
    return result.ok ? { ok: true as const, words: 'Deleted.' } : refuse(result)
  }
  const result = await submit(api, saveAutoReply, {
    isActive: 'false',
    ...input,
    ...(typeof channelKind === 'string' && { channelKind }),
  })
  return result.ok ? { ok: true as const, words: 'Saved.' } : refuse(result)
}

const occasions: Readonly<Record<AutoReply['occasion'], { name: string; when: string }>> = {
  greeting: { name: 'Greeting', when: 'At the first message, in business hours, where no bot answers' },
  out_of_hours: { name: 'Out of hours', when: 'At the first message while you are closed' },
  waiting: { name: 'Still waiting', when: 'Once, when nobody has answered for so many minutes' },
}

/** Texts that are sent by themselves. They end no wait: a person still owes the answer. */
export default function BotRepliesPage({ loaderData, actionData }: Route.ComponentProps) {
  const mayManage = useMay('inbox.manage')
  return (
    <div className="stack">
      <BotHead />
      {actionData?.ok && <Banner tone="good">{actionData.words}</Banner>}
      <p className="muted t13">
        Sent by themselves, at most once in a conversation each. They end no wait: somebody still owes the
        answer.
      </p>
      <ul className="rules">
        {loaderData.items.map((reply) => (
          <RulesEntry
            key={reply.id}
            isOpen={actionData?.ok === false && valueAt(actionData.input, 'autoReplyId') === reply.id}
            line={
              <>
                <b className="m">{occasions[reply.occasion].name}</b>
                <span className="muted t13 grow cut">{reply.body}</span>
                <span className="muted t13">
                  {reply.channelKind ? channelNames[reply.channelKind] : 'Every channel'}
                </span>
                <StatusPill tone={reply.isActive ? 'good' : 'neutral'}>
                  {reply.isActive ? 'On' : 'Off'}
                </StatusPill>
              </>
            }
          >
            {mayManage && <ReplyForm reply={reply} result={actionData} />}
          </RulesEntry>
        ))}
        {mayManage && (
          <NewRulesEntry
            name="New automatic reply"
            isOpen={
              loaderData.items.length === 0 ||
              (actionData?.ok === false && !valueAt(actionData.input, 'autoReplyId'))
            }
          >
            <ReplyForm key={loaderData.items.length} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
    </div>
  )
}

function ReplyForm({ reply, result }: { reply?: AutoReply; result: Route.ComponentProps['actionData'] }) {
  const isMine = result?.ok === false && valueAt(result.input, 'autoReplyId') === reply?.id
  const key = reply?.id ?? 'new'
  return (
    <FormResult result={isMine ? result : undefined}>
      <Form method="post" className="form">
        {isMine && <ErrorSummary result={result} labels={{ body: 'Text', afterMinutes: 'Minutes' }} />}
        {reply && <input type="hidden" name="autoReplyId" value={reply.id} />}
        <div className="pair">
          <SelectField
            id={`occasion-${key}`}
            name="occasion"
            label="When"
            defaultValue={reply?.occasion ?? 'out_of_hours'}
            options={Object.entries(occasions).map(([value, { name, when }]) => ({
              value,
              label: `${name}: ${when}`,
            }))}
          />
          <SelectField
            id={`channel-${key}`}
            name="channelKind"
            label="Where"
            placeholder="Every channel"
            defaultValue={reply?.channelKind ?? ''}
            options={Object.entries(channelNames).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <TextAreaField
          id={`body-${key}`}
          name="body"
          label="Text"
          defaultValue={reply?.body}
          help="{{first_name}}, {{organization}}, {{phone}} and {{booking_url}} are filled in."
        />
        <TextField
          id={`after-${key}`}
          name="afterMinutes"
          label="After"
          suffix="minutes"
          inputMode="numeric"
          optional
          defaultValue={reply?.afterMinutes ?? ''}
          help="Only for “Still waiting”."
        />
        <CheckField
          id={`on-${key}`}
          as="switch"
          name="isActive"
          label="On"
          defaultChecked={reply?.isActive ?? true}
        />
        <div className="acts">
          <Button type="submit" tone="primary">
            Save
          </Button>
          {reply && (
            <Button type="submit" name="intent" value="delete">
              Delete
            </Button>
          )}
        </div>
      </Form>
    </FormResult>
  )
}
