import { CheckField, FieldGroup } from '#web/kit/field.tsx'
import { useFieldResult } from '#web/kit/form-result.tsx'

interface EventChoice {
  name: string
  summary: string
}

/** Which events a webhook carries: all of them, or some, grouped by the part of the product that tells them. */
export function EventPicker({
  events,
  chosen,
}: {
  events: readonly EventChoice[]
  chosen: readonly string[]
}) {
  const { sent } = useFieldResult('events')
  const selected = new Set(Array.isArray(sent) ? (sent as string[]) : chosen)
  const groups = Map.groupBy(events, ({ name }) => name.split('.')[0]!)
  return (
    <FieldGroup name="events" label="Events">
      <CheckField
        id="event-all"
        name="events[]"
        value="*"
        label={<b className="m">Every event</b>}
        help="Also those that later versions add. Events with secret links never leave."
        defaultChecked={selected.has('*')}
      />
      <details className="disclose" open={!selected.has('*')}>
        <summary>Choose single events</summary>
        <div className="stack">
          {[...groups].map(([group, ofGroup]) => (
            <div key={group}>
              <h3 className="t13 m">{group.replaceAll('_', ' ')}</h3>
              <div className="events">
                {ofGroup.map(({ name, summary }) => (
                  <CheckField
                    key={name}
                    id={`event-${name}`}
                    name="events[]"
                    value={name}
                    label={name.slice(group.length + 1).replaceAll('_', ' ')}
                    help={summary}
                    defaultChecked={selected.has(name)}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
      </details>
    </FieldGroup>
  )
}
