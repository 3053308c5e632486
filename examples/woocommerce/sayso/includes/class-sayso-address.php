<?php
/**
 * Addresses as destinations want them.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** The same as @sayso/sdk/node, byte for byte: test/conformance/vectors/hashing.json holds for both. */
final class Sayso_Address {
	const DESTINATIONS = array( 'meta', 'google' );

	/** What JavaScript takes for white space. */
	const SPACE = '\x09-\x0d\x20\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}';

	/** Null for what is no address, which is never hashed. */
	public static function email( string $raw, string $destination ): ?string {
		$space = self::SPACE;
		$text  = preg_replace( "/^[$space]+|[$space]+\z/u", '', $raw );
		$text  = is_string( $text ) ? self::lower( $text ) : null;
		if ( null === $text || ! preg_match( "/^([^{$space}@]+)@([^{$space}@]+\.[^{$space}@]+)\z/u", $text, $found ) ) {
			return null;
		}
		$is_gmail = 'google' === $destination && preg_match( '/^(gmail|googlemail)\.com\z/', $found[2] );
		return ( $is_gmail ? str_replace( '.', '', $found[1] ) : $found[1] ) . '@' . $found[2];
	}

	/** `$country_code`: of numbers that are written as they are dialled inside their country. */
	public static function phone( string $raw, string $destination, string $country_code = '' ): ?string {
		$space = self::SPACE;
		if ( ! preg_match( "/^[{$space}0-9+().\/-]*\z/u", $raw ) ) {
			return null;
		}
		$digits   = static function ( string $text ): string {
			return (string) preg_replace( '/[^0-9]/', '', $text );
		};
		$number   = ltrim( $digits( $raw ), '0' );
		$is_whole = preg_match( "/^[$space]*(\+|00)/u", $raw );
		$whole    = $is_whole ? $number : ( '' !== $country_code && '' !== $number ? $digits( $country_code ) . $number : '' );
		return preg_match( '/^[1-9][0-9]{6,14}\z/', $whole ) ? ( 'google' === $destination ? '+' : '' ) . $whole : null;
	}

	/** SHA-256 in small hexadecimal digits; what is that already is taken as it is. */
	public static function hashed( string $raw, string $kind, string $destination, string $country_code = '' ): ?string {
		if ( preg_match( '/^[0-9a-f]{64}\z/', $raw ) ) {
			return $raw;
		}
		$text = 'email' === $kind ? self::email( $raw, $destination ) : self::phone( $raw, $destination, $country_code );
		return null === $text ? null : hash( 'sha256', $text );
	}

	/** Without PHP's mbstring, capitals beyond ASCII are not guessed at: a wrong hash is worse than none. */
	private static function lower( string $text ): ?string {
		if ( function_exists( 'mb_strtolower' ) ) {
			// PHP knows a sigma's form at the end of a word from 8.3 on only.
			$text = (string) preg_replace( '/(?<=\p{L})Σ(?!\p{L})/u', 'ς', $text );
			return mb_strtolower( $text, 'UTF-8' );
		}
		return preg_match( '/[^\x00-\x7f]/', $text ) && preg_match( '/[\p{Lu}\p{Lt}]/u', (string) preg_replace( '/[A-Z]/', '', $text ) ) ? null : strtolower( $text );
	}
}
