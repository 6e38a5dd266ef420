/** A probability that was given, and whether what it was given to came true. */
export interface Forecast {
  probability: number;
  right: boolean;
}

/**
 * Expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015): how far, on average, the mean probability of a bin
 * lies from the share that was right; ten bins of equal width; 0 to 1.
 */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const bins: Forecast[][] = Array.from({ length: BINS }, () => []);
  for (const forecast of forecasts) bins[Math.min(BINS - 1, Math.floor(forecast.probability * BINS))]!.push(forecast);
  return (
    bins.reduce((sum, bin) => sum + Math.abs(total(bin, 'probability') - total(bin, 'right')), 0) /
    (forecasts.length || 1)
  );
}

const BINS = 10;

function total(bin: readonly Forecast[], key: keyof Forecast): number {
  return bin.reduce((sum, forecast) => sum + Number(forecast[key]), 0);
}
