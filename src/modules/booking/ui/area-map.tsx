import type { GeoPoint } from '#values/geo.ts'
import type { Area } from '../contract.ts'
import { mapOf } from '../domain/area-map.ts'

interface AreaMapProps {
  areas: readonly Area[]
  others: readonly (Area & { name: string })[]
  colour: string
  /** A postcode that was asked for. */
  place: (GeoPoint & { postcode: string }) | null
}

const SIZE = 360

/** Circles in true proportion and a scale, no street map: enough to see gaps and overlaps. */
export function AreaMap({ areas, others, colour, place }: AreaMapProps) {
  const shown = areas.length > 0 ? areas : others
  if (shown.length === 0 && !place) {
    return <p className="muted">The sketch appears with the first area.</p>
  }
  const map = mapOf([...shown, ...(place ? [{ ...place, radiusKm: 1 }] : [])], SIZE)
  const circle = (area: Area) => {
    const { x, y } = map.at(area)
    return { cx: x, cy: y, r: area.radiusKm * map.pixelsPerKm }
  }
  const spot = place && map.at(place)
  return (
    <svg className="map" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={words(areas, place)}>
      {others.map((area) => (
        <circle key={area.id} className="other" {...circle(area)}>
          <title>{`${area.name}: ${area.postcode}, ${area.radiusKm} km`}</title>
        </circle>
      ))}
      {areas.map((area) => {
        const at = circle(area)
        return (
          <g key={area.id}>
            <circle
              {...at}
              fill={colour}
              fillOpacity={0.16}
              stroke={colour}
              strokeWidth={1.5}
              strokeDasharray={area.approximate ? '5 4' : undefined}
            />
            <circle cx={at.cx} cy={at.cy} r={3} fill={colour} />
            <text x={at.cx} y={at.cy - 8}>
              {area.postcode}
            </text>
          </g>
        )
      })}
      {spot && place && (
        <g className="spot">
          <path d={`M${spot.x} ${spot.y - 7}l7 7-7 7-7-7z`} />
          <text x={spot.x} y={spot.y + 20}>
            {place.postcode}
          </text>
        </g>
      )}
      <g className="scale" transform={`translate(12 ${SIZE - 14})`}>
        <path d={`M0 0v4h${map.scaleKm * map.pixelsPerKm}v-4`} />
        <text x={(map.scaleKm * map.pixelsPerKm) / 2} y={-3}>
          {map.scaleKm} km
        </text>
      </g>
    </svg>
  )
}

function words(areas: readonly Area[], place: AreaMapProps['place']): string {
  const circles = areas.map(({ postcode, radiusKm }) => `${radiusKm} km around ${postcode}`)
  return `Sketch: ${circles.join(', ') || 'no areas'}${place ? `, and ${place.postcode}` : ''}`
}
