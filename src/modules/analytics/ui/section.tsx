import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Endpoint, InputOf, Output } from '#values/endpoint.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { Skeleton } from '#web/kit/skeleton.tsx'
import { ErrorState } from '#web/kit/state.tsx'
import { useApi } from '#web/query.tsx'
import { useDashboard } from './dashboard-context.tsx'
import { TileSkeletons } from './figure-tile.tsx'

interface SectionProps<E extends Endpoint> {
  id: string
  title: string
  endpoint: E
  /** What the page already brought along. */
  initial?: Output<E> | null
  /** How many tiles and cards stand in for it while it is on its way. */
  tiles: number
  cards: readonly { span: number; height: number }[]
  children: (data: Output<E>) => ReactNode
}

/**
 * One part of the dashboard. It is asked for when it comes near the screen, keeps what it shows while it asks
 * again, and has its own way out of a failure: the other parts go on.
 */
export function Section<E extends Endpoint>(props: SectionProps<E>) {
  const { id, title, endpoint, initial, tiles, cards, children } = props
  const { filter, asOf: asOfWords } = useDashboard()
  const box = useRef<HTMLElement>(null)
  const isNear = useNear(box, initial != null)
  const query = useApi(endpoint, filter as InputOf<E>, {
    enabled: isNear,
    ...(initial != null && { initialData: initial as never }),
  })
  const { data, error } = query
  const retry = () => void query.refetch()
  const asOf = (data as { asOf?: string } | undefined)?.asOf
  return (
    <section
      ref={box}
      id={id}
      className="dash-part"
      aria-labelledby={`${id}-title`}
      aria-busy={query.isFetching}
    >
      <div className="sec-h">
        <h2 id={`${id}-title`}>{title}</h2>
        {asOf && <span className="end tn">{asOfWords(asOf)}</span>}
      </div>
      {data !== undefined && error && <Stale onRetry={retry} isBusy={query.isFetching} />}
      {data !== undefined ? (
        children(data as Output<E>)
      ) : error ? (
        <div className="card">
          <ErrorState
            as="h2"
            title={`${title}: the figures could not be loaded`}
            requestId={error.requestId || undefined}
            action={
              <Button icon="refresh" busy={query.isFetching} onClick={retry}>
                Try again
              </Button>
            }
          >
            {error.detail}
          </ErrorState>
        </div>
      ) : (
        <PartSkeleton tiles={tiles} cards={cards} title={title} />
      )}
    </section>
  )
}

function Stale({ onRetry, isBusy }: { onRetry: () => void; isBusy: boolean }) {
  return (
    <div className="dash-stale">
      <Banner
        tone="warn"
        actions={
          <Button size="sm" busy={isBusy} onClick={onRetry}>
            Try again
          </Button>
        }
      >
        These figures could not be refreshed. You see them as they were.
      </Banner>
    </div>
  )
}

/** The boxes of what is coming, in their final places. */
export function PartSkeleton(props: Pick<SectionProps<Endpoint>, 'tiles' | 'cards' | 'title'>) {
  const { tiles, cards, title } = props
  return (
    <div role="status" aria-label={`${title}: loading`}>
      {tiles > 0 && <TileSkeletons count={tiles} />}
      <div className="cards" aria-hidden="true">
        {cards.map(({ span, height }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
          <div key={index} className={`card chart-card span-${span}`}>
            <div className="chart-body" style={{ height }}>
              <Skeleton width="40%" height={16} />
              <div style={{ height: 8 }} />
              <Skeleton width="64%" height={12} />
              <div style={{ height: 16 }} />
              <Skeleton height={height - 90} />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

/** Whether the element is on the screen or about to be. What has left the screen sleeps until it comes back. */
function useNear(box: React.RefObject<HTMLElement | null>, isNearFirst: boolean): boolean {
  const [isNear, setNear] = useState(isNearFirst)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '500px 0px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return isNear
}
