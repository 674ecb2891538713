/** Bounds of buckets grow by this, so that every value is at most 5 % off the middle of its bucket. */
const GROWTH = 1.05 / 0.95

/**
 * The milliseconds that a bucket of waiting times stands for; `inbox.bucket_of` in the database is the way there. A
 * bucket `i` holds what is more than GROWTH^(i-1) and at most GROWTH^i (DDSketch, doi.org/10.14778/3352063.3352135).
 */
export function middleOfBucket(bucket: number): number {
  return bucket === 0 ? 0 : (2 * GROWTH ** bucket) / (GROWTH + 1)
}
