import { describe, expect, test } from 'vitest'
import { distanceKm } from './geo.ts'
import { gridToWgs84 } from './osgb.ts'

// Ordnance Survey, OSTN15 test points (OSTN15_OSGM15_TestOutput): grid metres and ETRS89 degrees.
const points: [name: string, easting: number, northing: number, lat: number, lon: number][] = [
  ['Isles of Scilly', 91_492.146, 11_318.804, 49.922_263_937, -6.299_777_52],
  ['the Lizard', 170_370.718, 11_572.405, 49.960_061_378, -5.203_046_1],
  ['Plymouth', 250_359.811, 62_016.569, 50.438_858_256, -4.108_645_636],
  ['Isle of Wight', 449_816.371, 75_335.861, 50.575_636_65, -1.297_822_772],
  ['Southampton', 438_710.92, 114_792.25, 50.931_279_379, -1.450_514_337],
  ['Kent', 639_821.835, 169_565.858, 51.374_470_255, 1.444_547_304],
  ['Bristol', 362_269.991, 169_978.69, 51.427_547_43, -2.544_076_183],
  ['London', 530_624.974, 178_388.464, 51.489_365_649, -0.119_925_572],
  ['Butt of Lewis', 151_968.652, 966_483.78, 58.515_603_613, -6.260_914_555],
]

describe('grid references on the map', () => {
  test.each(points)(
    '%s lies within five metres of where the survey puts it',
    (_, easting, northing, lat, lon) => {
      expect(distanceKm(gridToWgs84(easting, northing), { lat, lon }) * 1000).toBeLessThan(5)
    },
  )

  test('the worked example of the guide (TG 51409 13177) comes out', () => {
    // TG 51409.903 13177.270: 52°39′27.25″N 1°43′04.52″E in OSGB36 is 52°39′28.7″N 1°42′57.8″E in WGS 84.
    const { lat, lon } = gridToWgs84(651_409.903, 313_177.27)
    expect(lat).toBeCloseTo(52.657_98, 4)
    expect(lon).toBeCloseTo(1.716_05, 4)
  })
})
