<?php
/**
 * Amounts.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Rounded to the currency's smallest coin (ISO 4217, list one), whatever number of decimals the store shows. */
final class Sayso_Money {
	const DIGITS = array(
		0 => 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
		3 => 'BHD IQD JOD KWD LYD OMR TND',
		4 => 'CLF UYW',
	);

	/** @param mixed $amount A number, or a text that is one. */
	public static function round( $amount, string $currency ): float {
		return round( (float) $amount, self::digits( $currency ) );
	}

	public static function digits( string $currency ): int {
		foreach ( self::DIGITS as $digits => $codes ) {
			if ( in_array( $currency, explode( ' ', $codes ), true ) ) {
				return $digits;
			}
		}
		return 2;
	}
}
