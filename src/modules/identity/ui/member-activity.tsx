import { SectionHead } from '#web/kit/page-head.tsx'
import { When } from '#web/kit/when.tsx'
import type { ActivityItem } from '../contract/team.ts'

/** The last things a member did, newest first. */
export function MemberActivity({ items }: { items: readonly ActivityItem[] }) {
  return (
    <section className="card pad" aria-label="Activity">
      <SectionHead title="Activity" />
      {items.length === 0 ? (
        <p className="muted t13">Nothing yet. Sign-ins and changes will stand here.</p>
      ) : (
        <ul className="stack s8">
          {items.map((item) => (
            <li key={item.id} className="t13">
              <span>{item.summary}</span>
              <span className="muted t12" style={{ display: 'block' }}>
                <When at={item.at} />
                {item.ip && <> · {item.ip}</>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
