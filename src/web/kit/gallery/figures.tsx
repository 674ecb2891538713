import { KpiBand, KpiTile } from '../kpi.tsx'
import { SectionHead } from '../page-head.tsx'
import { Skeleton, SkeletonRows } from '../skeleton.tsx'
import { NextSteps, Timeline } from '../timeline.tsx'

export function Figures() {
  return (
    <section className="stack">
      <SectionHead title="Figures and time" count={6} end="As of 14:02:07" />
      <KpiBand label="Key figures">
        <KpiTile
          label="Booked today"
          value="£1,864"
          spark={[2, 4, 3, 5, 4, 7, 6, 9]}
          compare={
            <>
              <b className="good">↑ 9%</b> on last Thursday
            </>
          }
          definition="The price of all visits that take place today, cancelled ones left out."
          to="/kit"
        />
        <KpiTile
          label="Started on time"
          value="87"
          unit="%"
          tone="bad"
          spark={[8, 9, 7, 8, 10, 6, 7, 4]}
          compare={
            <>
              13 of 15 · <b className="bad">↓ 4 pts</b>
            </>
          }
          definition="Visits whose check-in was at most five minutes after the plan."
        />
        <KpiTile label="First reply, median" value="3:25" unit="min" spark={[9, 7, null, null, 5, 6, 4, 3]} />
        <KpiTile label="Replies within SLA" value="92.9" unit="%" compare="52 of 56" />
        <KpiTile label="Messages delivered" value="98.6" unit="%" compare="146 of 148 · level" />
        <KpiTile
          label="Owed to us"
          value="£612"
          compare={
            <>
              4 invoices, <b className="warn">1 late</b>
            </>
          }
        />
      </KpiBand>
      <div className="pair">
        <div className="card pad">
          <Timeline
            entries={[
              {
                id: '1',
                at: '2026-11-26T13:58:00.000Z',
                icon: 'send',
                title: 'Confirmation',
                detail: 'WhatsApp read 13:58, e-mail delivered',
                aside: '£0.03',
              },
              {
                id: '2',
                at: '2026-11-26T13:57:00.000Z',
                icon: 'card',
                title: 'Paid',
                detail: 'Visa ending 4242, invoice 2096',
                aside: '£71.50',
              },
              {
                id: '3',
                at: '2026-11-26T12:30:00.000Z',
                icon: 'message',
                title: 'Hannah',
                detail: 'on WhatsApp, answered by Ewa in 2:10',
                quote: 'Lovely, I’ll book Saturday then',
              },
              {
                id: '4',
                at: '2026-10-30T16:12:00.000Z',
                icon: 'note-lock',
                title: 'Ewa Lis',
                privateNote: {
                  by: 'Ewa Lis',
                  text: 'Wants to pause over Christmas. Offer the skip, not the cancel.',
                },
              },
            ]}
          />
        </div>
        <div className="card pad">
          <NextSteps
            steps={[
              { title: 'Confirmation sent', detail: 'Just now, e-mail and WhatsApp', done: true },
              { title: 'Last moment to change for free', detail: 'Fri 27 Nov, 09:30' },
              { title: 'Your clean', detail: 'Sat 28 Nov, 09:30' },
            ]}
          />
        </div>
        <div className="card">
          <div className="card-h">
            <Skeleton width={120} />
          </div>
          <SkeletonRows rows={4} />
        </div>
      </div>
    </section>
  )
}
