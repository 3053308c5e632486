<?php
/**
 * What the operator has set.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** One option, `sayso`. Wrong values never get in: what was there before stays, and the page says why. */
final class Sayso_Settings {
	const OPTION = 'sayso';

	const DEFAULTS = array(
		'collector' => '',
		'site'      => '',
		'region'    => '',
		'link'      => true,
		'link_text' => '',
		'noscript'  => false,
		'keep_days' => 90,
		'status'    => false,
	);

	public static function init(): void {
		add_action( 'admin_init', array( self::class, 'register' ) );
	}

	public static function register(): void {
		register_setting(
			self::OPTION,
			self::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( self::class, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
	}

	/** All settings, those that were never set as they are by default. */
	public static function all(): array {
		$kept = get_option( self::OPTION );
		return array_merge( self::DEFAULTS, is_array( $kept ) ? array_intersect_key( $kept, self::DEFAULTS ) : array() );
	}

	/** @return mixed */
	public static function get( string $name ) {
		return self::all()[ $name ];
	}

	/** Until collector and site are set, the plugin does nothing. */
	public static function is_ready(): bool {
		$all = self::all();
		return '' !== self::collector( (string) $all['collector'] ) && self::is_site( (string) $all['site'] );
	}

	/** An address at the collector, `{site}` being this site's id. */
	public static function address( string $path ): string {
		return self::collector( (string) self::get( 'collector' ) ) . str_replace( '{site}', (string) self::get( 'site' ), $path );
	}

	/**
	 * What the settings page has sent, as it may be kept.
	 *
	 * @param mixed $given Anything.
	 */
	public static function sanitize( $given ): array {
		$given = is_array( $given ) ? $given : array();
		$text  = static function ( string $name ) use ( $given ): string {
			return isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
		};
		$kept  = self::all();
		$next  = $kept;

		$next['collector'] = self::collector( $text( 'collector' ) );
		if ( '' === $next['collector'] && '' !== $text( 'collector' ) ) {
			$next['collector'] = $kept['collector'];
			self::refuse( 'collector', __( 'The collector\'s address was not changed: it has to be like https://collector.example, without a query.', 'sayso' ) );
		}
		$next['site'] = $text( 'site' );
		if ( '' !== $next['site'] && ! self::is_site( $next['site'] ) ) {
			$next['site'] = $kept['site'];
			self::refuse( 'site', __( 'The site id was not changed: it has 2 to 40 small letters, digits and hyphens.', 'sayso' ) );
		}
		$next['region'] = strtoupper( $text( 'region' ) );
		if ( '' !== $next['region'] && ! self::is_region( $next['region'] ) ) {
			$next['region'] = $kept['region'];
			self::refuse( 'region', __( 'The region was not changed: it is a code such as DE or US-CA, or nothing.', 'sayso' ) );
		}
		foreach ( array( 'link', 'noscript', 'status' ) as $switch ) {
			$next[ $switch ] = '1' === $text( $switch );
		}
		$next['link_text'] = sanitize_text_field( $text( 'link_text' ) );
		$next['keep_days'] = min( 400, max( 0, (int) $text( 'keep_days' ) ) );
		return $next;
	}

	public static function is_site( string $id ): bool {
		return 1 === preg_match( '/^[a-z0-9-]{2,40}\z/', $id );
	}

	public static function is_region( string $code ): bool {
		return 1 === preg_match( '/^[A-Z]{2}(-[A-Z0-9]{1,3})?\z/', $code );
	}

	/** The address without a slash at its end; nothing for what is none, or holds a name, a query or a fragment. */
	private static function collector( string $address ): string {
		$parts = wp_parse_url( $address );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) || ! in_array( $parts['scheme'] ?? '', array( 'http', 'https' ), true ) ) {
			return '';
		}
		if ( array_intersect_key( $parts, array_flip( array( 'user', 'pass', 'query', 'fragment' ) ) ) || preg_match( '/[\s"\'<>\\\\`{}]/', $address ) ) {
			return '';
		}
		return rtrim( esc_url_raw( $address, array( 'http', 'https' ) ), '/' );
	}

	private static function refuse( string $code, string $why ): void {
		if ( function_exists( 'add_settings_error' ) ) {
			add_settings_error( self::OPTION, $code, $why );
		}
	}
}
