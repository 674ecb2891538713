import { type ReactNode, useId, useState } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

interface ChartCardProps {
  /** The question that the chart answers. */
  title: string
  /** What is counted. */
  lead?: ReactNode
  /** `MenuItem`s: rows, PNG, CSV. */
  menu?: ReactNode
  /** The same as a table; offered behind a button. */
  table?: ReactNode
  /** Columns of twelve that the card takes on a wide screen. */
  span?: number
  /** No padding around the content: tables bring their own. */
  flush?: boolean
  children: ReactNode
}

/** A card that asks a question and answers it with a chart or a table; the menu takes the answer elsewhere. */
export function ChartCard({ title, lead, menu, table, span = 12, flush, children }: ChartCardProps) {
  const id = useId()
  const [isTable, setTable] = useState(false)
  return (
    <section className={`card chart-card span-${span}`} aria-labelledby={id}>
      <div className="card-h">
        <div className="grow">
          <h3 id={id}>{title}</h3>
          {lead && <p>{lead}</p>}
        </div>
        <div className="row">
          {table && (
            <Button
              tone="quiet"
              size="sm"
              icon={isTable ? 'dashboards' : 'density'}
              iconOnly
              aria-pressed={isTable}
              title={isTable ? 'Show as chart' : 'Show as table'}
              onClick={() => setTable(!isTable)}
            >
              Show as table: {title}
            </Button>
          )}
          {menu && (
            <Menu
              label={`More about: ${title}`}
              className="btn quiet sm icon"
              align="end"
              trigger={<Icon name="more" />}
            >
              {menu}
            </Menu>
          )}
        </div>
      </div>
      {isTable && table ? (
        <div className="chart-table">{table}</div>
      ) : (
        <div className={flush ? 'chart-flush' : 'chart-body'}>{children}</div>
      )}
    </section>
  )
}
