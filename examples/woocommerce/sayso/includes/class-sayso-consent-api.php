<?php
/**
 * The WP Consent API, by which plugins ask what the visitor allows.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/**
 * Says that Sayso manages consent here. What is allowed is told by the browser (`"connections": {"wp": true}` in the
 * policy), which knows the visitor's region; a cached page does not.
 */
final class Sayso_Consent_Api {
	public static function init(): void {
		add_filter( 'wp_consent_api_registered_' . plugin_basename( SAYSO_FILE ), '__return_true' );
		add_filter( 'wp_get_consent_type', array( self::class, 'type' ), 20 );
		add_filter( 'wp_consent_api_waitfor_consent_hook', array( self::class, 'wait' ), 20 );
	}

	/**
	 * Until the browser knows the regime, and for PHP which never does: unknown means no.
	 *
	 * @param mixed $type What another plugin says.
	 * @return mixed
	 */
	public static function type( $type ) {
		return Sayso_Settings::is_ready() ? 'optin' : $type;
	}

	/**
	 * The regime comes with `wp_consent_type_defined`.
	 *
	 * @param mixed $wait What another plugin says.
	 */
	public static function wait( $wait ): bool {
		return Sayso_Settings::is_ready() || (bool) $wait;
	}

	/** Whether somebody said no to another consent tool of this site. Its silence is not a no. */
	public static function denies( string $category ): bool {
		$prefix = 'wp_consent';
		if ( class_exists( 'WP_CONSENT_API' ) && isset( WP_CONSENT_API::$config ) && is_callable( array( WP_CONSENT_API::$config, 'consent_cookie_prefix' ) ) ) {
			$prefix = WP_CONSENT_API::$config->consent_cookie_prefix();
		}
		return 'deny' === ( $_COOKIE[ $prefix . '_' . $category ] ?? '' );
	}
}
