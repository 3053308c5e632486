<?php
/**
 * Events that a page shows.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/**
 * Written into the page as markup (docs/events.md), so that they are captured if and when the visitor says yes on this
 * page: what is pushed before a yes would be lost.
 */
final class Sayso_Page_Events {
	/** JSON in which nothing can end an attribute, a comment or a script, and nothing is an entity. */
	const JSON = JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT;

	/** @var string[] */
	private static $elements = array();

	public static function init(): void {
		// Before the scripts, which WordPress prints at 20.
		add_action( 'wp_footer', array( self::class, 'print' ), 15 );
	}

	public static function add( string $name, array $props ): void {
		$props = Sayso_Items::fitting( $props );
		$items = $props['items'] ?? array();
		$rest  = array_diff_key( $props, array_flip( array( 'items', 'currency' ) ) );

		$attributes = array(
			'data-sayso-event'    => $name,
			'data-sayso-item'     => $items ? self::json( $items ) : '',
			'data-sayso-currency' => (string) ( $props['currency'] ?? '' ),
			'data-sayso-props'    => $rest ? self::json( $rest ) : '',
		);

		$element = '<div hidden';
		foreach ( array_filter( $attributes, 'strlen' ) as $attribute => $text ) {
			$element .= sprintf( ' %s="%s"', $attribute, esc_attr( $text ) );
		}
		self::$elements[] = $element . '></div>';
	}

	public static function print(): void {
		echo implode( "\n", self::$elements ) . "\n"; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped in add().
		self::$elements = array();
	}

	/** @param mixed $value What can be written as JSON. */
	public static function json( $value ): string {
		return (string) wp_json_encode( $value, self::JSON );
	}

	/** This page is of one visitor: no cache may keep it. Before its headers are sent. */
	public static function keep_out_of_caches(): void {
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true );
		}
		nocache_headers();
	}
}
