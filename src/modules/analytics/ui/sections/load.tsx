import { incoming, waiting } from '../../domain/charts/customer-load.ts'
import { forecast } from '../../domain/charts/forecast.ts'
import { heatmap } from '../../domain/charts/heatmap.ts'
import { newReturning } from '../../domain/charts/new-returning.ts'
import type { CustomerLoad } from '../../domain/sections.ts'
import { FigureChart } from '../figure-chart.tsx'
import { FiguresBand } from '../figures-band.tsx'

/** When customers write, and how long they wait. */
export default function Load({ data }: { data: CustomerLoad }) {
  return (
    <>
      <FiguresBand
        label="Figures of the load"
        metrics={[data.incoming, data.newCustomers, data.returningCustomers, data.waiting]}
      />
      <div className="cards">
        <FigureChart spec={incoming} data={data} span={7} metric={data.incoming.key} />
        <FigureChart
          spec={forecast}
          data={data}
          span={5}
          empty="There are too few past weeks to expect anything from."
        />
        <FigureChart spec={heatmap} data={data} span={12} metric={data.incoming.key} />
        <FigureChart spec={newReturning} data={data} span={6} metric={data.newCustomers.key} />
        <FigureChart spec={waiting} data={data} span={6} metric={data.waiting.key} />
      </div>
    </>
  )
}
