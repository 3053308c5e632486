<?php
/**
 * By which hashed addresses the store knows a visitor, signed.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** A JWS (HS256), as `createProof` of @sayso/sdk/node makes it. The addresses themselves go nowhere. */
final class Sayso_Proof {
	const TEN_MINUTES = 600;

	/**
	 * `$addresses`: `email`, `phone`, `country_code`, each as the customer wrote it. Null where there is no valid one, or no
	 * identity key. `$now`: seconds since 1970.
	 */
	public static function create( string $site, string $key, array $addresses, int $now ): ?string {
		if ( 0 !== strpos( $key, 'sayso_k_' ) ) {
			return null;
		}
		$claims = array(
			'site' => $site,
			'exp'  => $now + self::TEN_MINUTES,
		);
		foreach ( array( 'email', 'phone' ) as $kind ) {
			$hashes = self::for_all( (string) ( $addresses[ $kind ] ?? '' ), $kind, (string) ( $addresses['country_code'] ?? '' ) );
			if ( $hashes ) {
				$claims[ $kind . '_sha256' ] = $hashes;
			}
		}
		if ( ! isset( $claims['email_sha256'] ) && ! isset( $claims['phone_sha256'] ) ) {
			return null;
		}
		// phpcs:disable WordPress.WP.AlternativeFunctions -- nothing here needs WordPress.
		$content = self::encode( '{"alg":"HS256","typ":"JWT"}' ) . '.' . self::encode( (string) json_encode( $claims ) );
		return $content . '.' . self::encode( hash_hmac( 'sha256', $content, $key, true ) );
	}

	/** For each destination; nothing at all if one of them wants none. */
	private static function for_all( string $raw, string $kind, string $country_code ): array {
		$hashes = array();
		foreach ( Sayso_Address::DESTINATIONS as $destination ) {
			$hash = Sayso_Address::hashed( $raw, $kind, $destination, $country_code );
			if ( null === $hash ) {
				return array();
			}
			$hashes[ $destination ] = $hash;
		}
		return $hashes;
	}

	private static function encode( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
