<?php
/**
 * What the visitor's browser remembers.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Reads Sayso's one cookie, as `subjectOf` of @sayso/sdk/node does (docs/cookie.md). */
final class Sayso_Cookie {
	const VALUE = '/^(\d*)\.([0-2])(m?)\.(d?)(\w{1,9})\.(\d*)\.([\w-]{22})?\.(?:(\d)([0-9a-f]{32}))?\.([\w~-]*)\z/';

	/** The subject of who asks for this page; null where nothing was allowed. A secret: it goes into no page and no log. */
	public static function subject(): ?string {
		// Not $_COOKIE, which hides that a cookie is there twice.
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- matched against VALUE.
		$header = isset( $_SERVER['HTTP_COOKIE'] ) ? (string) $_SERVER['HTTP_COOKIE'] : '';
		return self::subject_of( $header, (string) Sayso_Settings::get( 'site' ) );
	}

	/** `$header`: of the request, `Cookie`. */
	public static function subject_of( string $header, string $site ): ?string {
		$values = array();
		foreach ( explode( ';', $header ) as $pair ) {
			$at   = strpos( $pair, '=' );
			$name = false === $at ? '' : trim( substr( $pair, 0, $at ) );
			if ( 'sayso-' . $site === $name || '__Host-sayso-' . $site === $name ) {
				$values[] = trim( substr( $pair, $at + 1 ) );
			}
		}
		if ( 1 !== count( $values ) || strlen( $values[0] ) > 300 || ! preg_match( self::VALUE, $values[0], $found ) ) {
			return null;
		}
		// While a no is not yet acknowledged the subject is still there, but nothing is allowed.
		$words = '' === $found[10] ? array() : explode( '~', $found[10] );
		$noes  = preg_grep( '/^n/', $words );
		return '' === $found[7] || '' !== $found[3] || ( $words && count( $noes ) === count( $words ) ) ? null : $found[7];
	}
}
