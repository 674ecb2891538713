import type { Config } from '#platform/config.ts'
import type { Adapters } from '#platform/context.ts'
import type { Log } from '#platform/log.ts'
import { sharpPictures } from './pictures.ts'
import { noPostcodeService } from './postcode-service.ts'
import { createPostcodesIo } from './postcodes-io.ts'

/** The module's way to the outside world, as configured. */
export function bookingAdapters(config: Config, log: Log): Pick<Adapters, 'postcodes' | 'pictures'> {
  return {
    postcodes: config.postcodesIoUrl ? createPostcodesIo(config.postcodesIoUrl, log) : noPostcodeService,
    pictures: sharpPictures,
  }
}
