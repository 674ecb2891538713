import { useEffect, useRef, useState } from 'react'
import type { Output } from '#values/endpoint.ts'
import { api, isApiError } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { type FlowDefinition, testBot } from '../contract/bot.ts'

type Turn = Output<typeof testBot>['turns'][number]

const outcomes = { running: '', solved: 'Solved by the bot.', escalated: 'Passed to a person.' }

interface BotChatProps {
  /** The steps on the page, not saved yet; without them the whole bot answers as it is saved. */
  definition?: FlowDefinition
  /** Whether the steps can work. */
  isSound?: boolean
  /** What was said is asked again when this changes: the bot has learnt something. */
  version?: string
}

/** Talks to the bot as it would answer now. Nothing is sent to anybody. */
export function BotChat({ definition, isSound = true, version }: BotChatProps) {
  const [said, setSaid] = useState<string[]>([])
  const [turns, setTurns] = useState<Turn[]>([])
  const [text, setText] = useState('')
  const [fault, setFault] = useState('')
  const log = useRef<HTMLOListElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed flow answers anew only when somebody writes
  useEffect(() => {
    if (said.length === 0) return setTurns([])
    let isCurrent = true
    api(testBot, { messages: said, ...(definition && { definition }) }).then(
      (answer) => isCurrent && setTurns(answer.turns),
      (error: unknown) =>
        isCurrent && setFault(isApiError(error) ? error.detail : 'The bot could not be asked. Try again.'),
    )
    return () => {
      isCurrent = false
    }
  }, [said, version])

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when turns come in
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [turns])

  const say = (words: string) => {
    if (words.trim() === '') return
    setFault('')
    setText('')
    setSaid([...said, words.trim()])
  }
  return (
    <section className="card bot-chat" aria-label="Try it out">
      <header className="row">
        <b className="m grow">Try it out</b>
        <Button size="sm" tone="quiet" onClick={() => setSaid([])} disabled={said.length === 0}>
          Begin again
        </Button>
      </header>
      <ol ref={log} aria-live="polite">
        {turns.length === 0 && <li className="muted t13">Write as a customer would. Nothing is sent.</li>}
        {turns.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns only grow at the end
          <li key={at}>
            <p className="bot-said">{turn.said}</p>
            {turn.intent && at === 0 && (
              <p className="muted t12">
                Taken as “{turn.intent}”, {Math.round(turn.confidence * 100)}% sure
              </p>
            )}
            {turn.answers.map((answer) => (
              <div key={answer.text} className="bot-answer">
                <p>{answer.text}</p>
                {answer.choices.length > 0 && (
                  <div className="row">
                    {answer.choices.map((choice) => (
                      <Button key={choice} size="sm" onClick={() => say(choice)}>
                        {choice}
                      </Button>
                    ))}
                  </div>
                )}
              </div>
            ))}
            {turn.outcome !== 'running' && (
              <p className="muted t12">
                {outcomes[turn.outcome]} {turn.reason}
              </p>
            )}
          </li>
        ))}
      </ol>
      {fault && <p className="fault">{fault}</p>}
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          say(text)
        }}
      >
        <div className="grow">
          <TextField
            name="try"
            label="Write as a customer"
            hideLabel
            placeholder={isSound ? 'Write as a customer' : 'Mend the steps first'}
            autoComplete="off"
            disabled={!isSound}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" icon="send" disabled={!isSound || text.trim() === ''}>
          Say
        </Button>
      </form>
    </section>
  )
}
